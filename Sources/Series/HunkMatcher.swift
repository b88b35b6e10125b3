/// Puts hunks at the place that they name, or says why they do not belong there.
///
/// Never an offset and never fuzz: GNU patch's default of two lines has put `#endif` after the wrong
/// function and called that a success. Where the text is found elsewhere, the message says where.
package struct HunkMatcher {
  private let patch: String
  private let path: String

  package init(patch: String, path: String) {
    self.patch = patch
    self.path = path
  }

  /// The file's bytes after all hunks.
  package func apply(_ hunks: [Hunk], to bytes: [UInt8]) throws(SeriesError) -> [UInt8] {
    let source = ByteLines(bytes).lines
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 1024)
    var written = 0
    var position = 0
    for (index, hunk) in hunks.enumerated() {
      let number = index + 1
      let start = hunk.oldCount == 0 ? hunk.oldStart : hunk.oldStart - 1
      guard start >= position, start <= source.count else {
        throw refusal(
          number, "it starts at line \(hunk.oldStart) and the file has \(source.count) lines")
      }
      for line in source[position..<start] {
        result += line
      }
      written += start - position
      guard written == (hunk.newCount == 0 ? hunk.newStart : hunk.newStart - 1) else {
        throw refusal(
          number, "it names line \(hunk.newStart) of the result, which is not its place")
      }
      try match(hunk, number: number, in: source, at: start)
      for line in hunk.lines where line.kind != .removed {
        guard result.isEmpty || result.last == ByteLines.lineFeed else {
          throw refusal(number, "it adds a line after a line without a line feed")
        }
        result += line.bytes
      }
      written += hunk.newCount
      position = start + hunk.oldCount
    }
    if position < source.count, let last = result.last, last != ByteLines.lineFeed {
      throw refusal(hunks.count, "it leaves a line without a line feed before the file's end")
    }
    for line in source[position...] {
      result += line
    }
    return result
  }

  private func match(
    _ hunk: Hunk, number: Int, in source: [ArraySlice<UInt8>], at start: Int
  ) throws(SeriesError) {
    let expected = hunk.lines.filter { $0.kind != .added }
    for (offset, line) in expected.enumerated() {
      let place = start + offset
      if place < source.count, source[place].elementsEqual(line.bytes) { continue }
      let other = elsewhere(expected, in: source)
      let hint = other.isEmpty ? "" : "; the text that it wants is \(listed(other))"
      throw refusal(number, "line \(place + 1) of the file is not what the patch expects\(hint)")
    }
  }

  /// The lines, from 1, where the hunk's old text stands.
  private func elsewhere(_ expected: [Hunk.Line], in source: [ArraySlice<UInt8>]) -> [Int] {
    guard !expected.isEmpty, source.count >= expected.count else { return [] }
    return (0...(source.count - expected.count)).filter { start in
      zip(source[start...], expected).allSatisfy { $0.elementsEqual($1.bytes) }
    }.map { $0 + 1 }
  }

  private func listed(_ lines: [Int]) -> String {
    lines.count == 1 ? "at line \(lines[0])" : "at \(lines.count) places, first at line \(lines[0])"
  }

  private func refusal(_ hunk: Int, _ reason: String) -> SeriesError {
    .doesNotApply(patch: patch, file: path, hunk: hunk, reason: reason)
  }
}
