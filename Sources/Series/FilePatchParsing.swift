extension PatchParser {
  mutating func filePatch() throws(SeriesError) -> FilePatch {
    let line = next + 1
    let path = try gitLinePath()
    let header = try extendedHeader()
    let (before, after) = try sides(of: header, at: line)
    let hasContentLines = try contentLines(
      old: before == nil ? nil : path, new: after == nil ? nil : path)
    var hunks: [Hunk] = []
    while hasContentLines, let line = peek, line.starts(with: "@@ ") {
      hunks.append(try hunk())
    }
    guard hasContentLines == !hunks.isEmpty else {
      throw malformed("expected '@@ -' after '+++'")
    }
    if hunks.isEmpty, let before, let after {
      guard before.blob == after.blob, before.mode != after.mode else {
        throw malformed(at: line, "the patch of \(path) changes nothing, or lacks its hunks")
      }
    }
    return FilePatch(path: path, before: before, after: after, hunks: hunks, line: line)
  }

  /// `diff --git a/PATH b/PATH`: both paths are the same, so the line's middle separates them.
  private mutating func gitLinePath() throws(SeriesError) -> String {
    let line = next + 1
    guard let rest = try take("diff --git ") else { throw malformed("expected 'diff --git'") }
    let half = rest.count / 2
    let old = rest.prefix(half)
    let new = rest.suffix(half)
    guard rest.count % 2 == 1, rest[rest.startIndex + half] == UInt8(ascii: " "),
      let oldPath = Self.path(old, prefix: "a/"), let newPath = Self.path(new, prefix: "b/"),
      oldPath == newPath
    else {
      throw malformed(at: line, "expected 'diff --git a/PATH b/PATH' with one path, not a rename")
    }
    guard TreePath.isSafe(oldPath) else {
      throw .unsafePath(patch: "\(name):\(line)", path: oldPath)
    }
    return oldPath
  }

  private static func path(_ text: ArraySlice<UInt8>, prefix: String) -> String? {
    guard let path = QuotedPath.unquote(text), path.hasPrefix(prefix) else { return nil }
    return String(path.dropFirst(prefix.count))
  }

  /// The `---` and `+++` lines, which must name the file of the `diff --git` line or /dev/null.
  private mutating func contentLines(old: String?, new: String?) throws(SeriesError) -> Bool {
    guard let oldText = try take("--- ") else { return false }
    try expect(oldText, path: old, prefix: "a/")
    guard let newText = try take("+++ ") else { throw malformed("expected '+++'") }
    try expect(newText, path: new, prefix: "b/")
    return true
  }

  private func expect(
    _ text: ArraySlice<UInt8>, path: String?, prefix: String
  ) throws(SeriesError) {
    // git ends a name that holds white space with a tab.
    let name = text.last == UInt8(ascii: "\t") ? text.dropLast() : text
    let expected = path.map { prefix + $0 } ?? "/dev/null"
    guard QuotedPath.unquote(name) == expected else {
      throw malformed(at: next, "expected the name '\(expected)'")
    }
  }
}
