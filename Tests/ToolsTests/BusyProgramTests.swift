import Foundation
import Testing
import Tools

/// execve(2) refuses what somebody has open for writing.
@Suite("A program that is still open for writing is waited for")
struct BusyProgramTests {
  @Test func itRunsAsSoonAsItIsClosed() async throws {
    let path = FileManager.default.temporaryDirectory.appending(component: "fdport-busy-\(UUID())")
    defer { try? FileManager.default.removeItem(at: path) }
    try FileManager.default.copyItem(at: URL(filePath: "/bin/true"), to: path)
    let writer = try FileHandle(forUpdating: path)
    async let closing: Void = {
      try await Task.sleep(for: .milliseconds(200))
      try writer.close()
    }()
    let outcome = try await Tool(path.path).run()
    #expect(outcome.status == .exited(0))
    try await closing
  }
}
