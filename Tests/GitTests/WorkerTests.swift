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

  /// Neither a user's configuration nor a user's attributes change a byte of a patch.
  @Test func isDeafToConfiguration() async throws {
    let scratch = try ScratchRepository()
    let home = scratch.directory.path
    try Data("[diff]\n noprefix = true\n context = 0\n algorithm = patience\n".utf8)
      .write(to: scratch.directory.appending(component: ".gitconfig"))
    try FileManager.default.createDirectory(
      atPath: home + "/git", withIntermediateDirectories: true)
    try Data("*.c binary\n".utf8)
      .write(to: scratch.directory.appending(components: "git", "attributes"))
    let old = SourceFile(path: "x.c", bytes: Array("a\nb\nc\n".utf8))
    let new = SourceFile(path: "x.c", bytes: Array("a\nB\nc\n".utf8))
    let input = try Array(JSONEncoder().encode(GitRequest.diff(base: [old], stages: [[new]])))
    let plain = try await Tool(worker, input: input).run()
    let configured = try await Tool(
      worker, environment: ["HOME": home, "XDG_CONFIG_HOME": home, "LC_ALL": "tr_TR.UTF-8"],
      input: input
    ).run()
    #expect(plain.isSuccess)
    #expect(configured == plain)
  }

  private func ask(_ request: GitRequest) async throws -> GitReply {
    let outcome = try await Tool(worker, input: Array(JSONEncoder().encode(request))).run()
    #expect(outcome.isSuccess)
    #expect(outcome.errorText.isEmpty)
    return try JSONDecoder().decode(GitReply.self, from: Data(outcome.standardOutput))
  }
}
