/// Reads the changes of a patch in git's format, and nothing looser.
///
/// Anything that git would skip in silence (text between hunks, wrong counts, renames, binary
/// parts) is refused with its line, since a reviewer who reads the patch reads it differently.
package struct PatchParser {
  let name: String
  let lines: [ArraySlice<UInt8>]
  var next: Int

  private init(name: String, lines: [ArraySlice<UInt8>], next: Int) {
    self.name = name
    self.lines = lines
    self.next = next
  }

  /// The changed files in the patch's own order.
  package static func parse(_ patch: PatchText) throws(SeriesError) -> [FilePatch] {
    try read(patch).files
  }

  /// The changed files, and the text that says so without the header and the signature.
  static func read(
    _ patch: PatchText
  ) throws(SeriesError) -> (files: [FilePatch], body: PatchBody) {
    let lines = ByteLines(patch.bytes).lines
    var parser = PatchParser(name: patch.name, lines: lines, next: PatchHead.end(of: lines))
    guard lines.last?.last == ByteLines.lineFeed else {
      throw parser.malformed(at: max(lines.count, 1), "the patch does not end with a line feed")
    }
    try parser.skipSummary()
    let first = parser.next
    let files = try parser.files()
    let body = patch.bytes[lines[first].startIndex..<lines[parser.next - 1].endIndex]
    return (files, PatchBody(bytes: Array(body)))
  }

  private mutating func files() throws(SeriesError) -> [FilePatch] {
    var files: [FilePatch] = []
    var seen: Set<String> = []
    while let line = peek, !isSignature {
      guard line.starts(with: "diff --git ") else {
        throw malformed("expected 'diff --git', '@@' or the end of the patch")
      }
      let at = next
      let file = try filePatch()
      guard seen.insert(file.path).inserted else {
        throw malformed(at: at + 1, "the patch changes \(file.path) twice")
      }
      files.append(file)
    }
    guard !files.isEmpty else {
      throw malformed(at: max(lines.count, 1), "the patch changes no file")
    }
    return files
  }

  /// Passes over `---` and the summary of changed lines that git-format-patch puts after it.
  private mutating func skipSummary() throws(SeriesError) {
    guard let line = peek, line.withoutLineFeed.elementsEqual("---".utf8) else { return }
    next += 1
    while let line = peek, !line.starts(with: "diff --git "), !isSignature {
      guard line.first == UInt8(ascii: " ") || line.elementsEqual("\n".utf8) else {
        throw malformed("expected the summary of changes or 'diff --git'")
      }
      next += 1
    }
  }

  /// `-- ` and a version, with which git-format-patch ends a mail.
  private var isSignature: Bool {
    guard let line = peek, line.elementsEqual("-- \n".utf8) else { return false }
    return lines.count - next <= 3
  }

  var peek: ArraySlice<UInt8>? { next < lines.count ? lines[next] : nil }

  /// The current line as text, if it starts with `prefix`, without it; moves past the line.
  mutating func take(_ prefix: StaticString) throws(SeriesError) -> ArraySlice<UInt8>? {
    guard let line = peek, line.starts(with: prefix) else { return nil }
    let rest = line.withoutLineFeed.dropFirst(prefix.utf8CodeUnitCount)
    guard rest.last != UInt8(ascii: "\r") else {
      throw malformed("the patch's own line ends with a carriage return")
    }
    next += 1
    return rest
  }

  /// An error at the current line, or at a line that counts from 1.
  func malformed(at line: Int? = nil, _ reason: String) -> SeriesError {
    .malformedPatch(name: name, line: line ?? min(next + 1, max(lines.count, 1)), reason: reason)
  }
}
