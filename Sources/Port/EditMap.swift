/// From a patched file back to the pristine one: where bytes that no edit made stood before.
package struct EditMap {
  private struct Kept {
    let patched: Range<Int>
    /// What is added to a patched offset.
    let shift: Int
  }

  private var kept: [Kept] = []

  /// `edits` of one file, in file order; `count`: the pristine file's bytes.
  package init(edits: [PortEdit], count: Int) {
    var pristine = 0
    var patched = 0
    for edit in edits {
      let length = edit.start - pristine
      kept.append(Kept(patched: patched..<patched + length, shift: pristine - patched))
      patched += length + edit.replacement.count
      pristine = edit.end
    }
    kept.append(Kept(patched: patched..<patched + count - pristine, shift: pristine - patched))
  }

  /// Nil for what an edit put there.
  package func original(_ offset: Int) -> Int? {
    kept.first { $0.patched.contains(offset) }.map { offset + $0.shift }
  }

  /// Of a range none of whose bytes an edit touched; nil for any other.
  package func original(_ range: Range<Int>) -> Range<Int>? {
    guard !range.isEmpty,
      let segment = kept.first(where: { $0.patched.contains(range.lowerBound) }),
      range.upperBound <= segment.patched.upperBound
    else { return nil }
    return range.lowerBound + segment.shift..<range.upperBound + segment.shift
  }
}
