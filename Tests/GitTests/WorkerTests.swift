import Foundation
import Series
import Testing
import Tools

/// The built worker program: its protocol on the standard streams.
@Suite struct WorkerTests {
  private var worker: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../.build/debug/fdport-git").standardizedFileURL.path
  }

  @Test func diffsAndApplies() async throws {
    let old = SourceFile(path: "x.c", bytes: [0xe9, 10])
    let new = SourceFile(path: "x.c", bytes: [0xe8, 10])
    guard case .diffed(let bodies) = try await ask(.diff(base: [old], stages: [[new]])),
      let body = bodies.first
    else {
      Issue.record("no diff")
      return
    }
    let patch = PatchText(name: "p", bytes: body.bytes)
    guard case .applied([new], []) = try await ask(.apply(files: [old], patches: [patch])) else {
      Issue.record("not applied")
      return
    }
    guard case .failed(let message) = try await ask(.apply(files: [new], patches: [patch])) else {
      Issue.record("applied twice")
      return
    }
    #expect(message.hasPrefix("p: hunk 1 of x.c does not apply"))
  }

  @Test func refusesAnotherProtocol() async throws {
    let outcome = try await Tool(worker, input: Array("{}".utf8)).run()
    #expect(outcome.status == .exited(2))
    #expect(outcome.standardOutput.isEmpty)
    #expect(
      outcome.errorText.hasPrefix("fdport-git: the request is not of this version's protocol"))
    #expect(outcome.errorText.filter { $0 == "\n" }.count == 1)
  }

  private func ask(_ request: GitRequest) async throws -> GitReply {
    let outcome = try await Tool(worker, input: Array(JSONEncoder().encode(request))).run()
    #expect(outcome.isSuccess)
    #expect(outcome.errorText.isEmpty)
    return try JSONDecoder().decode(GitReply.self, from: Data(outcome.standardOutput))
  }
}
