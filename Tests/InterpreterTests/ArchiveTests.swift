import Testing
import Tools

/// Zip archives: as scripts, in sys.path, nested, with resources.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct ArchiveTests {
  /// zips/app.zip holds the package, a __main__ and a module `shown`, zips/outer.zip the same beneath `inner`.
  private func archives() async throws -> Scratch {
    let scratch = try Scratch()
    for directory in ["zips", "temporary", "app/top", "outer/inner"] {
      try scratch.makeDirectory(directory)
    }
    for (archive, place) in [("app", "app/top"), ("outer", "outer/inner")] {
      try await scratch.copy("app/nested", to: "\(place)/nested")
      try await scratch.copy("zipped.py", to: "\(place)/__main__.py")
      try await scratch.copy("zipped.py", to: "\(place)/shown.py")
      let root = archive == "app" ? place : archive
      let made = try await BundledInterpreter.run(
        grants: """
          descriptors: { 2: !stderr inherit, 4: !dir { path: ., rights: all } }
          argument:
            command: |
              import shutil
              shutil.make_archive("/dev/fd/4/zips/\(archive)", "zip", "/dev/fd/4/\(root)")
          """, in: scratch)
      try #require(made.isSuccess, "\(made.tail())")
    }
    return scratch
  }

  private func run(_ argument: String, in scratch: Scratch) async throws -> Outcome {
    try await BundledInterpreter.run(
      grants: """
        environment: { TMPDIR: /dev/fd/8 }
        descriptors:
          1: !stdout inherit
          2: !stderr inherit
          5: !dir zips
          7: !file zips/app.zip
          8: !dir { path: temporary, rights: all }
        argument: \(argument)
        """, in: scratch)
  }

  private func expected(_ place: String) -> String {
    """
    leaf \(place)/nested/deep/leaf.py
    resource a resource
    walk ['nested.deep', 'nested.deep.leaf', 'nested.tests']
    source def fail():
    as a file /dev/fd/8 a resource
    traceback ['File "\(place)/nested/deep/leaf.py", line 5, in fail', \
    'raise LookupError("raised in the leaf")']

    """
  }

  @Test(
    "An archive is a script: by its own descriptor, and beneath a directory",
    arguments: [("7", "/dev/fd/7"), ("[5, app.zip]", "/dev/fd/5/app.zip")])
  func script(script: String, place: String) async throws {
    let scratch = try await archives()
    let outcome = try await run("{ script: \(script) }", in: scratch)
    #expect(outcome.errorText.isEmpty)
    #expect(
      outcome.text == "file \(place)/__main__.py\npath ['\(place)']\n" + expected(place),
      "\(outcome.tail())")
    #expect(scratch.files(beneath: "temporary") == [])
  }

  @Test(
    "An archive, and a directory in one, stand in sys.path",
    arguments: [
      ("7", "/dev/fd/7"), ("[5, app.zip]", "/dev/fd/5/app.zip"),
      ("[5, outer.zip, inner]", "/dev/fd/5/outer.zip/inner"),
    ])
  func path(entry: String, place: String) async throws {
    let scratch = try await archives()
    let outcome = try await run("{ path: [\(entry)], module: shown }", in: scratch)
    #expect(outcome.errorText.isEmpty)
    #expect(
      outcome.text == "file \(place)/shown.py\npath ['\(place)']\n" + expected(place),
      "\(outcome.tail())")
  }
}
