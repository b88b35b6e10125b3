/// What reviewers and other patch managers expect of a series, beyond that it applies.
package struct SeriesLint {
  /// One thing that is wrong with one patch.
  package struct Finding: Codable, Hashable, Sendable {
    /// Stable, in kebab case.
    package let id: String
    package let patch: String
    package let message: String
  }

  package struct Result: Codable, Hashable, Sendable {
    /// Never 0: a check of nothing is an error.
    package let filesChecked: Int
    package let findings: [Finding]
  }

  /// Feature guards outlive a platform; guards on its name rot with it.
  package static let platformNames: Set<String> = [
    "_AIX", "_WIN32", "_WIN64", "WIN32", "__ANDROID__", "__APPLE__", "__CYGWIN__", "__CloudABI__",
    "__DragonFly__", "__EMSCRIPTEN__", "__FDPORT__", "__FreeBSD__", "__GLIBC__", "__HAIKU__",
    "__MINGW32__", "__NetBSD__", "__OpenBSD__", "__gnu_linux__", "__hpux", "__linux", "__linux__",
    "__sun", "__unix", "__unix__", "__wasi__", "__wasm__", "linux", "unix",
  ]

  package static func check(_ series: PatchSeries, in place: String) throws(SeriesError) -> Result {
    guard !series.patches.isEmpty else { throw .nothingChecked(place) }
    let findings = series.patches.flatMap(check)
    return Result(filesChecked: series.patches.count, findings: findings)
  }

  private static func check(_ patch: PatchText) -> [Finding] {
    do {
      let file = try PatchFile(parsing: patch)
      return try headerFindings(file) + bodyFindings(patch.name, PatchParser.parse(patch))
    } catch {
      return [Finding(id: "malformed-patch", patch: patch.name, message: "\(error)")]
    }
  }

  private static func headerFindings(_ file: PatchFile) -> [Finding] {
    var findings: [Finding] = []
    let status = file.header.values(of: "Upstream-Status")
    let form = /Pending|Denied|(Submitted|Backport|Inappropriate|Denied|Inactive-Upstream) \[.+\]/
    if status.count != 1 || status.contains(where: { $0.wholeMatch(of: form) == nil }) {
      let found = status.isEmpty ? "none" : status.joined(separator: ", ")
      findings.append(
        Finding(
          id: "upstream-status", patch: file.name,
          message: "wants one Upstream-Status: Pending, Submitted [url], Backport [url], "
            + "Inappropriate [reason] or Denied [url]; found \(found)"))
    }
    if file.header.values(of: "Generated-By").isEmpty,
      file.header.values(of: "Signed-off-by").isEmpty
    {
      findings.append(
        Finding(
          id: "no-origin", patch: file.name,
          message: "has neither a Generated-By nor a Signed-off-by trailer"))
    }
    return findings
  }

  private static func bodyFindings(_ name: String, _ files: [FilePatch]) -> [Finding] {
    files.flatMap { file -> [Finding] in
      let added = file.hunks.flatMap { $0.lines.filter { $0.kind == .added } }
      let removed = file.hunks.flatMap { $0.lines.filter { $0.kind == .removed } }
      var findings: [Finding] = []
      if added.contains(where: { isDisabled($0) }) {
        findings.append(
          Finding(
            id: "disabled-code", patch: name,
            message: "\(file.path): adds '#if 0'; guard on a feature instead"))
      }
      // A line that only moves, or gets another indent, is not a new use.
      let before = words(of: removed)
      for (word, count) in words(of: added).sorted(by: { $0.key < $1.key })
      where count > before[word, default: 0] {
        findings.append(
          Finding(
            id: "platform-name", patch: name,
            message: "\(file.path): adds the platform name \(word); guard on a feature instead"))
      }
      return findings
    }
  }

  private static func isDisabled(_ line: Hunk.Line) -> Bool {
    String(decoding: line.bytes, as: UTF8.self).prefixMatch(of: /\s*#\s*if\s+0\b/) != nil
  }

  /// How often each platform name stands in preprocessor lines.
  private static func words(of lines: [Hunk.Line]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in lines {
      let text = String(decoding: line.bytes, as: UTF8.self)
      guard text.prefixMatch(of: /\s*#/) != nil else { continue }
      for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
      where platformNames.contains(String(word)) {
        counts[String(word), default: 0] += 1
      }
    }
    return counts
  }
}
