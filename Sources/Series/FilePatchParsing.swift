extension PatchParser {
  /// The lines between `diff --git` and the first hunk.
  private struct ExtendedHeader {
    var oldMode: FilePatch.Mode?
    var newMode: FilePatch.Mode?
    var created: FilePatch.Mode?
    var deleted: FilePatch.Mode?
    var indexMode: FilePatch.Mode?
    var blobs: (old: String, new: String)?
  }

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

  private mutating func extendedHeader() throws(SeriesError) -> ExtendedHeader {
    var header = ExtendedHeader()
    while let line = peek, !line.starts(with: "diff --git "), !line.starts(with: "--- ") {
      if let mode = try take("old mode ") {
        header.oldMode = try self.mode(mode)
      } else if let mode = try take("new mode ") {
        header.newMode = try self.mode(mode)
      } else if let mode = try take("new file mode ") {
        header.created = try self.mode(mode)
      } else if let mode = try take("deleted file mode ") {
        header.deleted = try self.mode(mode)
      } else if let index = try take("index ") {
        try readIndex(index, into: &header)
      } else if line.starts(with: "GIT binary patch") || line.starts(with: "Binary files ") {
        throw malformed("a binary patch cannot be reviewed")
      } else if ["rename ", "copy ", "similarity ", "dissimilarity "].contains(where: {
        line.starts(with: $0.utf8)
      }) {
        throw malformed("renames and copies must be written as a deletion and a new file")
      } else {
        break
      }
    }
    return header
  }

  /// `FROM..TO` or `FROM..TO MODE`, the ids in full.
  private mutating func readIndex(
    _ text: ArraySlice<UInt8>, into header: inout ExtendedHeader
  ) throws(SeriesError) {
    let words = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    let ids = words[0]
    guard ids.count == 82, ids.dropFirst(40).starts(with: ".."),
      (ids.prefix(40) + ids.suffix(40)).allSatisfy(Self.isHexadecimal), words.count <= 2
    else {
      throw malformed(at: next, "the index line must hold two ids of 40 lower-case hex digits")
    }
    header.blobs = (
      String(decoding: ids.prefix(40), as: UTF8.self),
      String(decoding: ids.suffix(40), as: UTF8.self)
    )
    header.indexMode = words.count == 2 ? try mode(words[1]) : nil
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// The mode on the line before the current one.
  private func mode(_ text: ArraySlice<UInt8>) throws(SeriesError) -> FilePatch.Mode {
    let text = String(decoding: text, as: UTF8.self)
    guard let mode = FilePatch.Mode(rawValue: text) else {
      let kind =
        ["120000": "a symbolic link", "160000": "a submodule"][text] ?? "not a file's mode"
      throw malformed(at: next, "mode \(text) is refused: \(kind)")
    }
    return mode
  }

  private func sides(
    of header: ExtendedHeader, at line: Int
  ) throws(SeriesError) -> (FilePatch.Side?, FilePatch.Side?) {
    func blob(_ id: String?, absent: Bool) throws(SeriesError) -> String? {
      guard let id else { throw malformed("expected an 'index' line with the full ids") }
      guard (id == FilePatch.absentBlob) == absent else {
        throw malformed(
          at: line, "the ids of the index line do not fit a file that is made, changed or deleted")
      }
      return id
    }
    switch (header.oldMode, header.newMode, header.created, header.deleted, header.indexMode) {
    case (nil, nil, let mode?, nil, nil):
      _ = try blob(header.blobs?.old, absent: true)
      return (nil, .init(mode: mode, blob: try blob(header.blobs?.new, absent: false)))
    case (nil, nil, nil, let mode?, nil):
      _ = try blob(header.blobs?.new, absent: true)
      return (.init(mode: mode, blob: try blob(header.blobs?.old, absent: false)), nil)
    case (let old?, let new?, nil, nil, nil) where header.blobs == nil:
      return (.init(mode: old, blob: nil), .init(mode: new, blob: nil))
    case (let old?, let new?, nil, nil, nil):
      return (
        .init(mode: old, blob: try blob(header.blobs?.old, absent: false)),
        .init(mode: new, blob: try blob(header.blobs?.new, absent: false))
      )
    case (nil, nil, nil, nil, let mode?):
      return (
        .init(mode: mode, blob: try blob(header.blobs?.old, absent: false)),
        .init(mode: mode, blob: try blob(header.blobs?.new, absent: false))
      )
    default:
      throw malformed(at: line, "the mode and index lines do not fit together")
    }
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
