import Catalogue
import Compilation
import Findings
import Foundation
import Testing

/// The C files under Tests/Fixtures/audit, whose comments say what is expected of them.
struct AuditFixture {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(components: "Fixtures", "audit").path

  let name: String
  let text: String

  init(_ name: String) throws {
    self.name = name
    text = try String(contentsOfFile: AuditFixture.directory + "/" + name, encoding: .utf8)
  }

  /// How the fixture is compiled: a comment `flags: ...` adds to it.
  var command: CompileCommand {
    let flags = text.split(separator: "\n").lazy.compactMap { line in
      line.range(of: "flags: ").map { line[$0.upperBound...].split(separator: " ") }
    }
    return CompileCommand(
      file: AuditFixture.directory + "/" + name, directory: AuditFixture.directory,
      arguments: (name.hasSuffix(".cc") ? ["c++", "-std=gnu++17"] : ["cc", "-std=gnu11"])
        + (flags.first ?? []).map(String.init)
        + ["-c", "-o", "\(name).o", name])
  }

  /// `line function kind level` of each expectation, and its state if that is not active; sorted.
  var expected: [String] {
    var all: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let mark = line.range(of: " expect: ") else { continue }
      for expectation in line[mark.upperBound...].split(separator: ";") {
        // The last comment of a header ends in more than words.
        let words = expectation.split(separator: " ").prefix(4).filter { $0 != "*/" }
        guard words.first != "argument:" else { continue }
        all.append("\(index + 1) " + words.joined(separator: " "))
      }
    }
    return all.sorted()
  }

  /// What the audit of the fixtures reports in this one, in the same form.
  func found(in reply: AuditReply) -> [String] {
    reply.report.findings.filter { $0.file == name }.map { finding in
      let state = finding.state == .active ? "" : " \(finding.state.rawValue)"
      return "\(finding.line) \(finding.function) \(finding.kind.rawValue) "
        + "\(finding.level.rawValue)\(state)"
    }.sorted()
  }

  /// `line argument` of each expectation `argument: ...`, in the order of the file.
  var expectedArguments: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      line.firstRange(of: "; argument: ").map { "\(index + 1) \(line[$0.upperBound...])" }
    }
  }

  static func audit(
    _ names: [String], guards: [GuardConvention] = [], listsUncompiled: Bool = false
  ) throws -> AuditReply {
    try InProcessAudit.reply(
      AuditRequest(
        root: directory, target: AuditReport.Target(name: "fixtures", version: nil),
        profile: .fdOnly, units: names.map { try AuditFixture($0).command }, toolVersion: "0",
        guards: guards, listsUncompiled: listsUncompiled))
  }

  /// All fixtures that are units.
  static let units: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasSuffix(".c") || $0.hasSuffix(".cc") }.sorted()
  }()

  /// The text of a range of the fixture.
  func text(of range: SiteAnatomy.ByteRange) -> String {
    String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
  }
}
