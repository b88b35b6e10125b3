extension PatchParser {
  mutating func hunk() throws(SeriesError) -> Hunk {
    let line = next + 1
    guard let range = peek.flatMap(HunkRange.init) else {
      throw malformed("expected '@@ -START,COUNT +START,COUNT @@'")
    }
    next += 1
    guard range.isPossible else { throw malformed(at: line, "the hunk's numbers are impossible") }
    var lines: [Hunk.Line] = []
    var (old, new) = (0, 0)
    while old < range.oldCount || new < range.newCount {
      guard let text = peek, let first = text.first, let kind = Hunk.Kind(rawValue: first) else {
        throw malformed(
          "expected a line that starts with ' ', '+' or '-': the hunk of line \(line) is short")
      }
      next += 1
      old += kind == .added ? 0 : 1
      new += kind == .removed ? 0 : 1
      guard old <= range.oldCount, new <= range.newCount else {
        throw malformed(at: next, "the hunk of line \(line) holds more lines than it says")
      }
      var bytes = Array(text.dropFirst())
      if let marker = peek, marker.starts(with: "\\ ") {
        next += 1
        bytes.removeLast()
      }
      lines.append(.init(kind: kind, bytes: bytes))
    }
    try checkFinalLines(lines, at: line)
    return Hunk(
      oldStart: range.oldStart, oldCount: range.oldCount, newStart: range.newStart,
      newCount: range.newCount, lines: lines, line: line)
  }

  /// A line without a line feed can only be the last one of its side.
  private func checkFinalLines(_ lines: [Hunk.Line], at line: Int) throws(SeriesError) {
    for side in [Hunk.Kind.removed, .added] {
      let other: Hunk.Kind = side == .removed ? .added : .removed
      let own = lines.filter { $0.kind != other }
      guard own.dropLast().allSatisfy({ $0.bytes.last == ByteLines.lineFeed }) else {
        throw malformed(at: line, "'\\ No newline at end of file' stands before the file's end")
      }
    }
    guard lines.contains(where: { $0.kind != .context }) else {
      throw malformed(at: line, "the hunk changes nothing")
    }
  }
}

/// The numbers of an `@@` line.
private struct HunkRange {
  let oldStart: Int
  let oldCount: Int
  let newStart: Int
  let newCount: Int

  /// `@@ -OLD +NEW @@ FUNCTION`, where OLD and NEW are START or START,COUNT.
  init?(_ line: ArraySlice<UInt8>) {
    let words = line.withoutLineFeed.split(
      separator: UInt8(ascii: " "), maxSplits: 4, omittingEmptySubsequences: false)
    guard words.count >= 4, words[0].elementsEqual("@@".utf8), words[3].elementsEqual("@@".utf8),
      let old = Self.pair(words[1], sign: "-"), let new = Self.pair(words[2], sign: "+")
    else { return nil }
    (oldStart, oldCount) = old
    (newStart, newCount) = new
  }

  /// Whether the numbers are those of some file: a side with lines starts at line 1 or later.
  var isPossible: Bool {
    (oldCount == 0 || oldStart > 0) && (newCount == 0 || newStart > 0) && oldCount + newCount > 0
  }

  /// Ten digits are more than any file's lines and less than what overflows.
  private static func pair(_ text: ArraySlice<UInt8>, sign: Unicode.Scalar) -> (Int, Int)? {
    guard text.first == UInt8(ascii: sign) else { return nil }
    let numbers = text.dropFirst().split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let values = numbers.compactMap { digits -> Int? in
      guard (1...10).contains(digits.count),
        digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
      else { return nil }
      return Int(String(decoding: digits, as: UTF8.self))
    }
    guard values.count == numbers.count, (1...2).contains(values.count) else { return nil }
    return (values[0], values.count == 2 ? values[1] : 1)
  }
}
