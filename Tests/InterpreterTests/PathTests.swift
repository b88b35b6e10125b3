import Testing
import Tools

/// sys.path as a list of descriptors.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct PathTests {
  @Test(
    "Numbers in the file and in sys.path become paths; packages, resources and metadata are found")
  func libraries() async throws {
    let scratch = try Scratch()
    let outcome = try await BundledInterpreter.run(
      grants: """
        descriptors:
          1: !stdout inherit
          2: !stderr inherit
          5: !dir FIXTURES/app
          6: !dir FIXTURES
        argument:
          path: [5, [6, app, nested]]
          script: !file { path: FIXTURES/paths.py, fd: 7 }
        """, in: scratch)
    #expect(outcome.errorText.isEmpty)
    #expect(
      outcome.text == """
        start ['/dev/fd/5', '/dev/fd/6/app/nested']
        package ['/dev/fd/5/nested'] /dev/fd/5/nested/deep/leaf.py
        resource a resource

        as a file /dev/fd/5/nested/data ['greeting.txt']
        data b'a resource\\n'
        version 1.5
        entry ['nested.deep.leaf:fail']
        walk ['main', 'nested', 'nested.deep', 'nested.deep.leaf', 'nested.tests']
        run nested.tests
        run path /dev/fd/5/nested/deep/leaf.py
        number ['/dev/fd/6/app'] /dev/fd/6
        first /dev/fd/5 /dev/fd/5/nested/tests.py

        """)
  }

  @Test(".pyc files are written only beneath a writable grant")
  func compiledFiles() async throws {
    let scratch = try Scratch()
    try await scratch.copy("app", to: "app")
    let code = "import nested.deep.leaf as leaf; print(leaf.__cached__)"
    let name = "nested/deep/__pycache__/leaf.\(BundledInterpreter.tag).pyc"
    func run(_ rights: String) async throws -> Outcome {
      try await BundledInterpreter.run(
        grants: """
          descriptors: { 1: !stdout inherit, 2: !stderr inherit }
          argument:
            path: [!dir { path: app, rights: \(rights), fd: 5 }]
            command: |
              \(code)
          """, in: scratch)
    }
    let reading = try await run("read")
    #expect(reading.text == "/dev/fd/5/\(name)\n", "\(reading.tail())")
    #expect(reading.errorText.isEmpty)
    #expect(!scratch.files(beneath: "app").contains(name))
    let writing = try await run("all")
    #expect(writing.isSuccess, "\(writing.tail())")
    #expect(scratch.files(beneath: "app").contains(name))
  }
}
