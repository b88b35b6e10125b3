import Foundation
import Testing
import Tools
import Yams

/// The examples of docs/ci.md, as somebody would copy them.
@Suite struct DocumentedExamplesTests {
  private static let source = """
    int open(const char *, int, ...);
    int f(void) {
      return open("a", 0);
    }

    """
  private static let more = source + "int g(void) { return open(\"b\", 0); }\n"

  /// The block of docs/ci.md whose text names `file` in a comment at its start.
  private static func block(_ file: String) throws -> String {
    let page = try String(
      contentsOf: BuiltFdport.root.appending(path: "docs/ci.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "\n```").dropFirst().map {
      $0.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    }
    let block = blocks.first {
      $0.hasPrefix("# \(file)\n") || $0.hasPrefix("#!/bin/sh\n# \(file)\n")
    }
    return String(try #require(block, "docs/ci.md has no block '# \(file)'")) + "\n"
  }

  /// PATH with the built fdport first.
  private static var environment: [String: String] {
    let directory = URL(filePath: BuiltFdport.path).deletingLastPathComponent().path
    return ["PATH": "\(directory):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"]
  }

  private static func shell(_ command: String, in directory: TemporaryDirectory) async throws
    -> Outcome
  {
    try await Tool("sh", ["-c", command], directory: directory.path, environment: environment).run()
  }

  private static func repository(_ name: String = #function) async throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory.project(source, name)
    let outcome = try await shell(
      "git init -q && git config user.name A && git config user.email a@example.org && git add -A && "
        + "git commit -qm one", in: directory)
    #expect(outcome.isSuccess, "\(outcome.errorText)")
    return directory
  }

  @Test(
    .enabled(Comment(rawValue: Schemas.whyNot)) { (try? await Schemas.shared.value) != nil },
    arguments: [
      (".github/workflows/fdport.yml", Schemas.gitHubWorkflow), (".gitlab-ci.yml", Schemas.gitLab),
    ])
  func filesAreValidByTheSystemsSchemas(file: String, schema: String) async throws {
    let node = try #require(try Yams.load(yaml: try Self.block(file)))
    let json = try JSONSerialization.data(withJSONObject: node)
    let breaches = try await Schemas.breaches(of: String(decoding: json, as: UTF8.self), by: schema)
    #expect(breaches == "")
  }

  /// The scripts of GitHub's steps, with what the runner would have set.
  @Test func theWorkflowsStepsRun() async throws {
    let directory = try await Self.repository()
    let workflow = try #require(
      try Yams.load(yaml: try Self.block(".github/workflows/fdport.yml")) as? [String: Any])
    let job = (workflow["jobs"] as? [String: Any])?["audit"] as? [String: Any]
    let steps = try #require(job?["steps"] as? [[String: Any]])
    func script(_ name: String) throws -> String {
      try #require(steps.first { $0["name"] as? String == name }?["run"] as? String)
    }
    try directory.write(Self.more, to: "main.c")
    let audit = try await Self.shell("set -e\n" + script("audit"), in: directory)
    #expect(audit.status == .exited(0), "\(audit.errorText)")
    #expect(try directory.read("fdport.sarif").contains("\"ruleId\" : \"ambient/open\""))
    let gate = try await Self.shell(
      "set -e\ngit update-ref refs/remotes/origin/main HEAD\nexport BASE=main "
        + "GITHUB_STEP_SUMMARY=summary\n" + script("nothing new"), in: directory)
    #expect(gate.status == .exited(1), "\(gate.errorText)")
    #expect(try directory.read("summary").hasPrefix("### fdport: 1 new forbidden"))
  }

  @Test func theJobOfGitLabFailsForWhatIsNotInTheBaseline() async throws {
    let directory = try await Self.repository()
    let file = try #require(
      try Yams.load(yaml: try Self.block(".gitlab-ci.yml")) as? [String: Any])
    let lines = try #require((file["fdport"] as? [String: Any])?["script"] as? [String])
    let audit = try #require(lines.last)
    let accept = try await Self.shell(
      "fdport audit . --write-baseline fdport-baseline.tsv", in: directory)
    #expect(accept.status == .exited(0))
    #expect(try await Self.shell(audit, in: directory).status == .exited(0))
    try directory.write(Self.more, to: "main.c")
    #expect(try await Self.shell(audit, in: directory).status == .exited(1))
    #expect(try directory.read("fdport.html").hasPrefix("<!DOCTYPE html>"))
  }

  @Test func theHookStopsACommitThatBringsACall() async throws {
    let directory = try await Self.repository()
    try directory.write(try Self.block(".git/hooks/pre-commit"), to: ".git/hooks/pre-commit")
    let commit = "chmod +x .git/hooks/pre-commit && git commit -qam two"
    try directory.write("// a comment\n" + Self.source, to: "main.c")
    let harmless = try await Self.shell(commit, in: directory)
    #expect(harmless.status == .exited(0), "\(harmless.text)\(harmless.errorText)")
    try directory.write(Self.more, to: "main.c")
    let refused = try await Self.shell(commit, in: directory)
    #expect(refused.status == .exited(1))
    #expect(
      refused.errorText.contains("main.c:5:22: warning:")
        || refused.text.contains("main.c:5:22: warning:"))
    let framework = try #require(
      try Yams.load(yaml: try Self.block(".pre-commit-config.yaml")) as? [String: Any])
    let repositories = framework["repos"] as? [[String: Any]]
    let hook = (repositories?.first?["hooks"] as? [[String: Any]])?.first
    let entry = try #require(hook?["entry"] as? String)
    #expect(try await Self.shell(entry, in: directory).status == .exited(1))
  }

  @Test func theLinesOfTheMakefileRun() async throws {
    let directory = try await Self.repository()
    try directory.write(try Self.block("Makefile"), to: "Makefile")
    #expect(try await Self.shell("make -s accept", in: directory).status == .exited(0))
    #expect(try await Self.shell("make -s audit", in: directory).status == .exited(0))
    try directory.write(Self.more, to: "main.c")
    #expect(try await Self.shell("make -s audit", in: directory).status == .exited(2))
  }
}
