import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// A run that is refused has made, emptied and bound nothing.
@Suite(.enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct RefusedRunTests {
  private static let makers = """
    descriptors:
      5: !file { path: new, rights: write, create: true }
      6: !log { path: log, create: true }
      7: !socket { listen: "unix:./sock" }
      8: !file { path: old, rights: write, truncate: true }

    """

  private func names(_ scratch: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
  }

  @Test(
    "Whatever refuses it, at any step",
    arguments: [
      ("  9: !file nowhere\n", "", "nowhere does not exist"),
      ("  9: !socket { connect: \"127.0.0.1:1\" }\n", "", "Connection refused"),
      (
        "  9: !socket { listen: \"unix:sub/\(String(repeating: "n", count: 150))\" }\n", "",
        "too long"
      ),
      ("  9: !file { path: old, rights: read }\n", "", "overlaps descriptors.8"),
      (
        "  9: !file { path: new, rights: write, create: true }\n", "", "would make the same file as"
      ),
      (
        "  9: !file { path: ./sub/../new, rights: write, create: true }\n", "",
        "would make the same file as"
      ),
      ("", "ulimit -n 20; ", "cannot be passed on"),
    ])
  func refused(grant: String, before: String, message: String) async throws {
    let scratch = try Scratch()
    try scratch.write("precious", to: "old")
    try scratch.write("", to: "sub/x")
    let outcome = try await ShellRun.run(
      Self.makers + grant, before + "exec FDPORT run --program ACT GRANTS", in: scratch)
    #expect(outcome.status == .exited(125))
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
    #expect(try names(scratch) == ["grants.yaml", "old", "sub"])
    #expect(try scratch.text(of: "old") == "precious")
  }

  @Test(
    "--explain checks them and makes nothing",
    .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
  func explained() async throws {
    let scratch = try Scratch()
    try scratch.write("precious", to: "old")
    let outcome = try await ShellRun.run(
      Self.makers, "exec FDPORT run --explain --program ACT GRANTS", in: scratch)
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    #expect(try names(scratch) == ["grants.yaml", "old"])
    #expect(try scratch.text(of: "old") == "precious")
    let wrong = try await ShellRun.run(
      Self.makers + "  9: !file nowhere\n", "exec FDPORT run --explain --program ACT GRANTS",
      in: scratch)
    #expect(wrong.status == .exited(125))
  }

  @Test(
    "The same grants without the mistake make all of it",
    .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
  func taken() async throws {
    let scratch = try Scratch()
    try scratch.write("precious", to: "old")
    let outcome = try await ShellRun.run(
      Self.makers, "exec FDPORT run --program ACT GRANTS -- exit 0", in: scratch)
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    #expect(try names(scratch) == ["grants.yaml", "log", "new", "old", "sock"])
    #expect(try scratch.text(of: "old") == "")
  }

  @Test(
    "A log that could be rewritten through another grant is refused",
    arguments: [
      ("  3: !dir { path: ., rights: read-write }\n  4: !log { path: log, create: true }\n", true),
      ("  3: !dir { path: ., rights: [list, delete] }\n  4: !log { path: old }\n", true),
      ("  3: !log old\n  4: !file { path: old, rights: write }\n", true),
      ("  3: !log old\n  4: !dir .\n  5: !file old\n  6: !log old\n", false),
    ])
  func logOverlap(grants: String, isRefused: Bool) async throws {
    let scratch = try Scratch()
    try scratch.write("precious", to: "old")
    let outcome = try await ShellRun.run(
      "descriptors:\n" + grants, "exec FDPORT run --explain --program ACT GRANTS", in: scratch)
    #expect(outcome.errorText.contains("could be rewritten") == isRefused, "\(outcome.errorText)")
    #expect((outcome.status == .exited(0)) != isRefused, "\(outcome.errorText)")
  }

  @Test(
    "Descriptors of the caller's are looked at before they are passed on",
    arguments: [
      ("7", "7</etc", "is a directory"), ("7", "", "is not held by the caller"),
      ("7", "7</proc/version", "lies in proc"),
      ("9", "9>/dev/null --status-fd 9", "status descriptor"),
    ])
  func held(number: String, redirection: String, message: String) async throws {
    let scratch = try Scratch()
    let outcome = try await ShellRun.run(
      "descriptors:\n  3: !fd \(number)",
      "FDPORT run --program ACT GRANTS \(redirection) 8>&2 2>\(scratch.path)/told; echo $?; "
        + "cat \(scratch.path)/told", in: scratch)
    #expect(outcome.text.hasPrefix("125\n"))
    #expect(outcome.text.contains(message), "\(outcome.text)")
    #expect(outcome.text.contains("grants.yaml:2:6: descriptors.3: "), "\(outcome.text)")
  }

  @Test("What fdport opened itself is not its caller's, and no grant")
  func ownDescriptors() async throws {
    let act = try await LaunchTools.shared.value.act
    let scratch = try Scratch()
    try scratch.write("", to: "file")
    let descriptor = open("\(scratch.path)/file", O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let grants = try GrantsReader(
      file: "\(scratch.path)/g.yaml", replacements: GrantsReader.Replacements(program: act)
    ).parse("descriptors: { 3: !fd \(descriptor) }")
    let error = #expect(throws: RuntimeError.self) { try Launch.check(grants) }
    #expect("\(error.map(\.description) ?? "")".contains("is not held by the caller"))
    try #require(fcntl(descriptor, F_SETFD, 0) == 0)
    #expect(throws: Never.self) { try Launch.check(grants) }
  }

  @Test(
    "A held file, pipe and null device arrive",
    .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
  func heldTaken() async throws {
    let scratch = try Scratch()
    let write = try await LaunchTools.shared.value.write
    let outcome = try await ShellRun.run(
      "descriptors:\n  1: !stdout\n  5: !fd 7\n  6: !fd { number: 8 }",
      "echo text | FDPORT run --program \(write) GRANTS 7<&0 8>/dev/null -- read 5", in: scratch)
    #expect(outcome.text == "text\n", "\(outcome.tail())")
  }
}
