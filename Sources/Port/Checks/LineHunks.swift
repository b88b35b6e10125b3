/// The places at which a file differs from what it becomes with each patch, as whole lines.
struct LineHunks {
  struct Hunk {
    /// In the file as it was given.
    let range: Range<Int>
    /// What stands there after each stage; nil: still what was given.
    let replacements: [[UInt8]?]
  }

  let hunks: [Hunk]

  private struct Change {
    let old: Range<Int>
    let new: Range<Int>
  }

  init(base: [UInt8], stages: [[UInt8]]) {
    let lines = Self.lines(of: base)
    let staged = stages.map(Self.lines)
    let changes = staged.map { Self.changes(from: lines, to: $0) }
    var spans: [Range<Int>] = []
    for change in changes.joined().sorted(by: {
      ($0.old.lowerBound, $0.old.upperBound) < ($1.old.lowerBound, $1.old.upperBound)
    }) {
      if let last = spans.last, change.old.lowerBound <= last.upperBound {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, change.old.upperBound)
      } else {
        spans.append(change.old)
      }
    }
    var starts = [0]
    for line in lines { starts.append(starts[starts.count - 1] + line.count) }
    hunks = spans.map { span in
      Hunk(
        range: starts[span.lowerBound]..<starts[span.upperBound],
        replacements: zip(staged, changes).map { text, changes in
          let inside = changes.filter {
            span.lowerBound <= $0.old.lowerBound && $0.old.upperBound <= span.upperBound
          }
          guard !inside.isEmpty else { return nil }
          let shift = changes.filter { $0.old.upperBound < span.lowerBound }
            .map { $0.new.count - $0.old.count }.reduce(0, +)
          let growth = inside.map { $0.new.count - $0.old.count }.reduce(0, +)
          return Array(
            text[(span.lowerBound + shift)..<(span.upperBound + shift + growth)].joined())
        })
    }
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// An insertion as far up as it can stand: of lines that are alike around it, the difference takes any, and
  /// two insertions into one gap must not be parted by a blank line that belongs to neither.
  private static func raised(
    _ change: Change, in new: [ArraySlice<UInt8>], below last: Change?
  ) -> Change {
    guard change.old.isEmpty else { return change }
    let limit = last?.old.upperBound ?? 0
    var lines = 0
    while change.old.lowerBound - lines > limit,
      new[change.new.upperBound - lines - 1] == new[change.new.lowerBound - lines - 1]
    {
      lines += 1
    }
    let place = change.old.lowerBound - lines
    return Change(
      old: place..<place,
      new: (change.new.lowerBound - lines)..<(change.new.upperBound - lines))
  }

  private static func changes(
    from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]
  ) -> [Change] {
    let prefix = zip(old, new).prefix { $0 == $1 }.count
    let suffix = zip(old.dropFirst(prefix).reversed(), new.dropFirst(prefix).reversed())
      .prefix { $0 == $1 }.count
    let difference = new[prefix..<(new.count - suffix)]
      .difference(from: old[prefix..<(old.count - suffix)])
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset + prefix)
      case .insert(let offset, _, _): inserted.insert(offset + prefix)
      }
    }
    var found: [Change] = []
    var left = prefix
    var right = prefix
    while left < old.count - suffix || right < new.count - suffix {
      let (start, end) = (left, right)
      while removed.contains(left) { left += 1 }
      while inserted.contains(right) { right += 1 }
      if left > start || right > end {
        found.append(
          raised(Change(old: start..<left, new: end..<right), in: new, below: found.last))
      } else {
        left += 1
        right += 1
      }
    }
    return found
  }
}
