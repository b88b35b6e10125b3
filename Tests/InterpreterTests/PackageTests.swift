import Foundation
import Testing
import Tools

/// Packages of others, unchanged, from a granted directory.
@Suite(
  .enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot),
  .enabled("scripts/wheels found the packages neither in the cache nor at PyPI; run it to see why")
  {
    (try? await Wheels.shared.value) != nil
  })
struct PackageTests {
  @Test("flask, jinja2, requests and pyyaml work from a granted directory")
  func packages() async throws {
    let wheels = try await Wheels.shared.value
    let scratch = try Scratch()
    try scratch.makeDirectory("cache")
    try scratch.write(
      """
      descriptors:
        1: !stdout inherit
        2: !stderr inherit
        5: !dir \(BundledInterpreter.fixtures)/packages
        6: !dir { path: cache, rights: all }
        7: !dir \(wheels)/site
      argument: { path: [7], script: [5, use.py], args: !socket { connect: "PEER" } }
      """, to: "client.txt")
    let outcome = try await Background.run(
      server: "PYTHON",
      client: """
        sed "s/PEER/ADDRESS/" client.txt >client.yaml
        timeout 120 '\(BundledInterpreter.fdport)' python --interpreter \
        '\(BundledInterpreter.directory)' client.yaml
        """,
      grants: WebApplicationTests.grants("wsgi", #"!socket { listen: "127.0.0.1:0" }"#), in: scratch
    )
    #expect(
      outcome.text == """
        yaml {'a': [1, {'b': None}]} False
        jinja2 <p>&lt;hello&gt; &amp; world</p>
        flask 200 OK <p>hello &amp; flask</p>
        requests 200 wsgi said POST message
        refused True

        """, "\(outcome.tail())")
    #expect(scratch.files(beneath: "cache").count == 1)
  }

  @Test("pip installs from granted wheels into a granted directory, and what it installed runs")
  func pip() async throws {
    let wheels = try await Wheels.shared.value
    let scratch = try Scratch()
    try scratch.makeDirectory("work")
    let bundled = "/lib/python\(BundledInterpreter.version)/ensurepip/_bundled"
    let wheel = try #require(
      try FileManager.default.contentsOfDirectory(atPath: BundledInterpreter.directory + bundled)
        .first { $0.hasPrefix("pip-") })
    let installed = try await BundledInterpreter.run(
      grants: """
        environment: { TMPDIR: /dev/fd/6 }
        descriptors:
          1: !stdout inherit
          2: !stderr inherit
          5: !dir \(wheels)/wheels
          6: !dir { path: work, rights: all }
          7: !dir \(BundledInterpreter.directory)\(bundled)
        argument:
          path: [[7, \(wheel)]]
          module: pip
          argv: [pip, install, --no-index, --find-links, /dev/fd/5, --target, /dev/fd/6/site, \
        requests, click]
        """, in: scratch, seconds: 240)
    #expect(installed.isSuccess, "\(installed.tail())")
    let used = try await BundledInterpreter.run(
      [
        "--stdio", "--path", "work/site", "-c",
        "import requests, click; print(requests.__version__)",
      ],
      in: scratch)
    #expect(used.text == "2.34.2\n", "\(used.tail())")
  }
}

/// What scripts/wheels prints.
enum Wheels {
  struct Unavailable: Error {
    let reason: String
  }

  static let shared = Task {
    let outcome = try await Tool("timeout", ["120", BundledInterpreter.root + "/scripts/wheels"])
      .run()
    guard outcome.isSuccess else { throw Unavailable(reason: outcome.tail()) }
    return outcome.text.trimmingCharacters(in: .newlines)
  }
}
