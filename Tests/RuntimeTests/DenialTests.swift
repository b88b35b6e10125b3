import Foundation
@testable import Probes
@testable import Runtime
import Testing
import Tools

/// What `fdport run --denials` and `--report` say, of the real runtime.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct DenialTests {
  private struct Report: Decodable {
    struct Place: Decodable {
      let function: String
      let file: String?
      let line: Int?
    }

    struct Entry: Decodable {
      let call: String
      let count: Int
      let path: String?
      let address: String?
      let grant: String?
      let callers: [Place]

      /// `LINE CALL COUNT SUBJECT`, as the fixture writes it.
      var summary: String {
        let line = callers.first { $0.file?.hasSuffix("denied.c") ?? false }?.line
        return "\(line ?? 0) \(call) \(count) \(path ?? address ?? "")"
      }
    }

    let denials: [Entry]
    let opens: Int
    let isComplete: Bool
  }

  /// What the comments of the fixture say.
  private func expected() throws -> [String] {
    let file = "\(LaunchTools.root)/Tests/Fixtures/runtime/denied.c"
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      line.split(separator: "// refused: ").dropFirst().first.map { "\(index + 1) \($0)" }
    }.filter { !$0.hasPrefix("1 ") }
  }

  private func run(_ options: String) async throws -> (Outcome, Scratch) {
    let scratch = try Scratch()
    try scratch.write("text", to: "d/file")
    try scratch.write("secret", to: "secret")
    let denied = try await LaunchTools.shared.value.denied
    let outcome = try await ShellRun.run(
      "program: \(denied)\ndescriptors: { 2: !stderr inherit, 3: !dir d }\n",
      "FDPORT run \(options) --denials-to \(scratch.path)/out GRANTS", in: scratch)
    #expect(outcome.status == .exited(5), "\(outcome.tail())")
    return (outcome, scratch)
  }

  @Test("Each refusal is told with its call, its subject, its count and its source line")
  func report() async throws {
    let (outcome, scratch) = try await run("--report --denials-format json")
    #expect(outcome.errorText.contains("every open goes through the broker"))
    let report = try JSONDecoder().decode(
      Report.self, from: Data(try scratch.text(of: "out").utf8))
    #expect(Set(report.denials.map(\.summary)) == Set(try expected()))
    #expect(report.opens == 1)
    #expect(report.isComplete)
    for entry in report.denials {
      #expect(entry.callers.last?.function == (entry.call == "openat2" ? "climb" : "main"))
    }
    #expect(
      report.denials.first { $0.path == "file" }?.grant?.hasPrefix("more rights for") == true)
    #expect(
      report.denials.first { $0.call == "bind" }?.grant == "!socket { listen: 127.0.0.1:8080 }")
  }

  @Test("Without --report the kernel's own refusals beneath a grant are not seen, and it is quick")
  func denials() async throws {
    let (outcome, scratch) = try await run("--denials")
    #expect(outcome.errorText.isEmpty)
    let text = try scratch.text(of: "out")
    #expect(text.hasPrefix("fdport run: 6 calls were refused, of 4 kinds\n"))
    #expect(text.contains("open of /etc/passwd, 3 times\n"))
    #expect(text.contains("denied.c:16)\n"))
    #expect(text.contains("grant: !file { path: /etc/passwd } or !dir { path: DIRECTORY }\n"))
    #expect(!text.contains("secret"))
  }

  @Test("A call that no rule allows is not carried out because somebody counts")
  func forbiddenCallsStayForbidden() async throws {
    let probe = try await LaunchTools.shared.value.probe
    for options in ["--denials", "--report"] {
      let scratch = try Scratch()
      try #require(try await Tool(probe, ["prepare", scratch.path]).run().isSuccess)
      let outcome = try await ShellRun.run(
        ProbeGroup.main.grants(seconds: 0.1),
        "FDPORT run \(options) --denials-to /dev/null --program PROBE GRANTS", in: scratch)
      let inside = ProbeAttempt.parse(outcome.text)
      let succeeded = inside.filter { $0.refusal == nil && !$0.isAbility }
      #expect(succeeded.map(\.name) == [], "\(options)")
      #expect(inside.count > 350)
      let broken = inside.filter { $0.refusal != nil && $0.isAbility }
      #expect(broken.map(\.name) == [], "\(options)")
    }
  }
}
