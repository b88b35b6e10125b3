import Foundation
import Testing
import Tools

/// A container with Docker's default profile, played by a filter that denies what that one denies
/// (Tests/Fixtures/runtime/docker.txt): what needs a denied call is refused by name, the rest works.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct ContainerTests {
  private static let profile = "\(LaunchTools.root)/Tests/Fixtures/runtime/docker.txt"

  /// Runs a command of fdport's in the container; `allowing` are calls that it does not deny, as
  /// `--cap-add` does.
  private func fdport(_ arguments: [String], allowing: [String] = []) async throws -> Outcome {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    let lines = try String(contentsOfFile: Self.profile, encoding: .utf8).split(separator: "\n")
      .filter { line in !allowing.contains { line.contains(" \($0) ") } }
    try scratch.write(lines.joined(separator: "\n") + "\n", to: "profile")
    return try await Tool(
      tools.deny, ["-f", "\(scratch.path)/profile", tools.front] + arguments
    ).run()
  }

  private func run(rights: String, allowing: [String] = []) async throws -> Outcome {
    let scratch = try Scratch()
    try scratch.write("x", to: "data/file")
    try scratch.write(
      "descriptors: { 1: !stdout inherit, 3: !dir { path: data, rights: \(rights) } }",
      to: "grants.yaml")
    let program = try await LaunchTools.shared.value.inspect
    return try await fdport(
      ["run", "--program", program, "\(scratch.path)/grants.yaml"], allowing: allowing)
  }

  @Test("A program that changes no names runs, on Landlock alone")
  func reads() async throws {
    let outcome = try await run(rights: "read")
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    #expect(outcome.text.contains("descriptor 3"))
  }

  @Test("One that does is refused with the name of the call that is denied")
  func changesNames() async throws {
    let outcome = try await run(rights: "all")
    #expect(outcome.status == .exited(125))
    #expect(outcome.errorText.contains("pidfd_getfd"), "\(outcome.errorText)")
    let allowed = try await run(rights: "all", allowing: ["pidfd_getfd"])
    #expect(allowed.status == .exited(0), "\(allowed.tail())")
  }

  @Test("`--explain` tells both")
  func explains() async throws {
    let text = try await fdport(["run", "--explain"]).text
    let missing = text.split(separator: "\n").filter { $0.contains("MISSING") }
    #expect(missing.count == 2, "\(text)")
    #expect(missing.contains { $0.contains("pidfd_getfd") })
    #expect(missing.contains { $0.contains("user namespaces") && $0.contains("in its place") })
  }

  @Test("With that call allowed (--cap-add SYS_PTRACE) no attack gets through there either")
  func attacks() async throws {
    let outcome = try await fdport(["attack", "--seconds", "0.3"], allowing: ["pidfd_getfd"])
    #expect(outcome.text.contains("0 escapes, 0 broken"), "\(outcome.tail(lines: 30))")
    #expect(!outcome.text.contains("ESCAPE"))
    // seccomp(2): a filter that answers an errno goes before one that asks a listener. So with --report a
    // program gets the container's EPERM for what both refuse.
    let broken = outcome.text.split(separator: "\n").filter { $0.hasPrefix("BROKEN") }
    #expect(
      broken.allSatisfy { $0.contains("refused EPERM, where filter refuses ENOTCAPABLE") },
      "\(broken)")
  }
}
