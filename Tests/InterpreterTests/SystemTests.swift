import Foundation
import Testing
import Tools

/// sys and os: what a program is told of itself.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct SystemTests {
  /// Places of the machine that nothing may mention.
  static var hostPlaces: String {
    let places = [
      NSHomeDirectory(), BundledInterpreter.root, BundledInterpreter.directory, "/.cache/",
    ]
    return "[" + places.filter { $0 != "/" }.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }

  @Test(
    "Without a grant: no executable, no argv, no environment, no directory, no owner, no host's path"
  )
  func nothing() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      grants: """
        descriptors: { 1: !stdout inherit, 2: !stderr inherit, data: !dir { path: ., fd: 5 } }
        argument:
          script: !file { path: FIXTURES/system.py, fd: 6 }
          args: { host: \(Self.hostPlaces) }
        """, in: scratch)
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(outcome.errorText.isEmpty)
    for line in [
      "executable None", "argv none []", "environment {}", "directory /", "owner None None",
      "grants {'data': 5, 'library': 3, 'script': 6}", "prefixes {'/dev/fd/3', 'lib'}",
      "flags 1 1 1", "host paths []", "absolute ['dev']",
    ] {
      let set = line.replacing("{'/dev/fd/3', 'lib'}", with: "{'lib', '/dev/fd/3'}")
      #expect(lines.contains(line) || lines.contains(set), "\(line) in \(outcome.tail())")
    }
  }

  @Test("What is granted is there: executable, argv, environment, argument's tree, directory")
  func granted() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      grants: """
        environment: { LANG: C, EMPTY: "" }
        working-directory: data
        descriptors: { 1: !stdout inherit, 2: !stderr inherit, data: !dir { path: ., fd: 5 } }
        argument:
          script: !file { path: FIXTURES/system.py, fd: 6 }
          executable: ""
          argv: [name, "1"]
          args: { host: [], text: ä, number: 7, real: 2.5, truth: true, "none": null, list: [a, [b]] }
        """, in: scratch)
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(outcome.errorText.isEmpty)
    for line in [
      "executable ''", "argv ['name', '1'] []", "environment {'LANG': 'C', 'EMPTY': ''}",
      "directory /dev/fd/5",
      "argdata {'host': [], 'text': 'ä', 'number': 7, 'real': 2.5, 'truth': True, 'none': None, "
        + "'list': ['a', ['b']]}",
    ] {
      #expect(lines.contains(line), "\(line) in \(outcome.tail())")
    }
  }

  @Test("Granted leaves are values: a directory its path, a socket, files for text of their mode")
  func leaves() async throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("place")
    try scratch.write("content\n", to: "in.txt")
    let outcome = try await BundledInterpreter.run(
      grants: """
        descriptors: { 1: !stdout inherit, 2: !stderr inherit }
        argument:
          command: |
            import sys
            a = sys.argdata
            print(a["place"], a["in"].read(), a["out"].mode, a["both"].mode, a["memory"].buffer.read())
            print(a["socket"].getsockname()[0], a["socket"].family.name, sys.grants["args.place"])
          args:
            place: !dir { path: place, rights: all, fd: 9 }
            in: !file { path: in.txt, rights: read-write }
            out: !file { path: out.txt, rights: write, create: true }
            both: !file { path: both.txt, rights: read-write, create: true }
            memory: !memory bytes
            socket: !socket { listen: "127.0.0.1:0" }
        """, in: scratch)
    #expect(outcome.isSuccess, "\(outcome.tail())")
    #expect(
      outcome.text == """
        /dev/fd/9 content
         w r+ b'bytes'
        127.0.0.1 AF_INET 9

        """)
  }
}
