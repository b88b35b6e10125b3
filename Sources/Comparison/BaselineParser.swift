package import Catalogue
import Findings

extension Baseline {
  /// Reads a baseline that was written for `profile`. The order of its lines does not matter; empty lines and
  /// comments are passed over. `file` is its name for messages.
  package init(
    parsing text: String, file: String, profile: Profile
  ) throws(BaselineError) {
    var findings: [KnownFinding] = []
    var unanalysed: Set<String> = []
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    guard let first = lines.first, first == Baseline.firstLine else {
      let isLater = lines.first?.hasPrefix("# fdport baseline ") == true
      throw .malformed(
        file: file, line: 1,
        reason: isLater
          ? "a later fdport wrote this baseline"
          : "this is no baseline, whose first line is '\(Baseline.firstLine)'")
    }
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if line.hasPrefix(Baseline.profilePrefix) {
        let name = line.dropFirst(Baseline.profilePrefix.count)
        guard name == profile.rawValue else {
          throw .otherProfile(file: file, profile: String(name), asked: profile.rawValue)
        }
      }
      if line.hasPrefix("#") { continue }
      let entry: Entry
      do {
        entry = try Entry(line)
      } catch {
        throw .malformed(file: file, line: index + 1, reason: error.reason)
      }
      switch entry {
      case .finding(let finding): findings.append(finding)
      case .unit(let unit): unanalysed.insert(unit)
      }
    }
    self.init(profile: profile, record: AuditRecord(findings: findings, unanalysed: unanalysed))
  }

  private enum Entry {
    struct Failure: Error {
      let reason: String
    }

    case finding(KnownFinding)
    case unit(String)

    init(_ line: Substring) throws(Failure) {
      var fields: [String] = []
      for field in line.split(separator: "\t", omittingEmptySubsequences: false) {
        guard let text = BaselineField.unescaped(field) else {
          throw Failure(reason: "'\(field)' has a backslash that means nothing")
        }
        fields.append(text)
      }
      if fields.count == 3, fields[2] == Baseline.unanalysed {
        self = .unit(fields[0])
        return
      }
      guard fields.count == 7 else {
        throw Failure(reason: "expected 7 fields with tabs between them, found \(fields.count)")
      }
      guard let level = Level(rawValue: fields[2]) else {
        throw Failure(reason: "'\(fields[2])' is no level")
      }
      guard let kind = Finding.Kind(rawValue: fields[3]) else {
        throw Failure(reason: "'\(fields[3])' is no kind of finding")
      }
      self = .finding(
        KnownFinding(
          file: fields[0], enclosing: fields[1].isEmpty ? nil : fields[1], level: level, kind: kind,
          function: fields[4], fingerprint: fields[5], text: fields[6]))
    }
  }
}
