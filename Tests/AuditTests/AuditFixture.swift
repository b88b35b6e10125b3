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
      arguments: ["cc", "-std=gnu11"] + (flags.first ?? []).map(String.init)
        + ["-c", "-o", "\(name).o", name])
  }

  /// `line function kind level` of each expectation, sorted.
  var expected: [String] {
    var all: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let mark = line.range(of: " expect: ") else { continue }
      for expectation in line[mark.upperBound...].split(separator: ";") {
        let words = expectation.split(separator: " ").prefix(3)
        all.append("\(index + 1) " + words.joined(separator: " "))
      }
    }
    return all.sorted()
  }

  /// What the audit of the fixtures reports in this one, in the same form.
  func found(in reply: AuditReply) -> [String] {
    reply.report.findings.filter { $0.file == name }
      .map { "\($0.line) \($0.function) \($0.kind.rawValue) \($0.level.rawValue)" }.sorted()
  }

  static func audit(_ names: [String]) throws -> AuditReply {
    try InProcessAudit.reply(
      AuditRequest(
        root: directory, target: AuditReport.Target(name: "fixtures", version: nil),
        profile: .fdOnly, units: names.map { try AuditFixture($0).command }, toolVersion: "0"))
  }

  /// All fixtures that are units.
  static let units: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasSuffix(".c") }.sorted()
  }()

  /// The text of a range of the fixture.
  func text(of range: SiteAnatomy.ByteRange) -> String {
    String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
  }
}
