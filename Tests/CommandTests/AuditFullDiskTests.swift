import Foundation
import Glibc
import Testing
import Tools

/// A cache that has no room costs the next audit its time, and this one nothing.
@Suite struct AuditFullDiskTests {
  private static let call = "int system(const char *);\nint f(void) { return system(\"x\"); }\n"

  /// Audits with the cache on a file system of `size`, within a mount namespace of its own.
  private static func audit(_ directory: TemporaryDirectory, size: String) async throws -> Outcome {
    try directory.make("cache")
    let script = """
      mount -t tmpfs -o size=\(size) tmpfs "$1/cache" || exit 77
      export XDG_CACHE_HOME="$1/cache"; "$2" audit "$1"; status=$?
      ls -R "$1/cache" >"$1/kept"; exit $status
      """
    let outcome = try await Tool(
      "unshare",
      (getuid() == 0 ? ["-m"] : ["-rm"]) + [
        "sh", "-c", script, "sh", directory.path, BuiltFdport.path,
      ]
    ).run()
    if outcome.status == .exited(77) || outcome.errorText.contains("unshare") {
      try Test.cancel("needs a mount: \(outcome.tail(lines: 1))")
    }
    return outcome
  }

  @Test func theReportIsWholeAndTheReasonIsSaidOnce() async throws {
    let directory = try TemporaryDirectory.project(Self.call)
    let full = try await Self.audit(directory, size: "4k")
    let roomy = try await Self.audit(directory, size: "10m")
    #expect(full.status == .exited(1))
    #expect(full.text == roomy.text && full.text.contains("main.c:2:22: warning:"))
    #expect(roomy.errorText.isEmpty, "\(roomy.errorText)")
    let warnings = full.errorText.ranges(of: "the cache cannot keep results").count
    #expect(warnings == 1 && full.errorText.contains("No space left on device"))
    #expect(full.errorText.contains("XDG_CACHE_HOME"), "\(full.errorText)")
  }

  /// A part of an entry would be taken for an entry, or stay for ever.
  @Test func nothingIsLeftHalfWritten() async throws {
    let directory = try TemporaryDirectory.project(Self.call)
    _ = try await Self.audit(directory, size: "10m")
    let whole = Set(try directory.read("kept").split(separator: "\n"))
    _ = try await Self.audit(directory, size: "4k")
    let rest = try directory.read("kept").split(separator: "\n")
    #expect(rest.allSatisfy(whole.contains), "\(rest)")
    #expect(rest.count < whole.count)
  }
}
