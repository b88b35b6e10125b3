import Testing
import Tools

/// What upstream's own tests found missing, each by many of its tests (docs/python-tests.md).
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct ItselfTests {
  @Test("Other interpreters import what starts programs, signals to itself come, names do not")
  func itself() async throws {
    let outcome = try await BundledInterpreter.run(
      grants: """
        descriptors: { 1: !stdout inherit, 2: !stderr inherit }
        argument: { script: !file FIXTURES/itself.py }
        """, in: try Scratch())
    #expect(outcome.isSuccess && outcome.errorText.isEmpty, "\(outcome.tail())")
    #expect(outcome.text.contains("interpreter [Errno 134] No process can be started"))
    #expect(outcome.text.contains("\nsignal came\nmail None\n"), "\(outcome.tail())")
  }
}
