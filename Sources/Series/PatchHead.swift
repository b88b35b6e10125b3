/// Where a patch's message ends.
enum PatchHead {
  /// The index of the first line after the message: of `---` or of the first `diff --git`.
  ///
  /// The same rule as git-mailinfo's: the first line that is `---`, or starts with `--- `, `diff -`
  /// or `Index: `, so that nobody's git sees another message than fdport does.
  static func end(of lines: [ArraySlice<UInt8>]) -> Int {
    lines.firstIndex { endsMessage($0.withoutLineFeed) } ?? lines.count
  }

  static func endsMessage(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "diff -") || line.starts(with: "Index: ") || line.starts(with: "--- ")
      || line.elementsEqual("---".utf8)
  }
}
