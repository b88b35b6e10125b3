import Foundation
import Testing
import Tools

/// `fdport port` with the view's compiler in the loop.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FDPORT_SEALED_LIBRARY"] != nil))
struct ViewLoopTests {
  private func port(_ options: String...) async throws -> Outcome {
    let fixtures = BuiltFdport.root.appending(path: "Tests/Fixtures/recipes").path
    // The sealed C library is a recipe of the project's own, built once and kept in the usual cache.
    return try await Tool(
      BuiltFdport.path,
      [
        "port", fixtures + "/view-only.yaml", "--source", fixtures + "/view-only-1.0", "--recipes",
        BuiltFdport.root.appending(path: "recipes").path,
      ] + options, directory: "/"
    ).run()
  }

  @Test func whatOnlyTheViewCompilesIsGuardedToo() async throws {
    let outcome = try await port()
    #expect(outcome.text.contains("+#if !defined(NO_FOPEN)"))
    #expect(outcome.text.contains("+#if !defined(NO_FREOPEN)"))
    #expect(
      outcome.errorText.contains("reject 1 places of the pristine source and 0 of the patched one"),
      "\(outcome.errorText)")
    #expect(outcome.errorText.contains("1 sites that only the view's configuration compiles"))
  }

  @Test func theHostAloneDoesNotSeeIt() async throws {
    let outcome = try await port("--host-only")
    #expect(outcome.text.contains("NO_FOPEN"))
    #expect(!outcome.text.contains("NO_FREOPEN"))
    #expect(!outcome.errorText.contains("against the view"))
  }
}
