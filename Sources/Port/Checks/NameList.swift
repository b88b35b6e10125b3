/// A list of names in one argument of a macro call, extended in its own order and layout.
struct NameList {
  /// The column behind which a line is broken, unless the list itself goes further.
  private static let width = 80

  private let bytes: [UInt8]
  private let words: [(text: String, range: Range<Int>)]
  /// Names that are not upstream's own, whose place says nothing about its order.
  private let added: Set<String>

  /// `words` in file order; there is at least one.
  init(bytes: [UInt8], words: [(text: String, range: Range<Int>)], added: Set<String>) {
    self.bytes = bytes
    self.words = words
    self.added = added
  }

  /// Most lists that are sorted have a name or two out of order.
  static func isSorted(_ names: [String]) -> Bool {
    let pairs = zip(names, names.dropFirst())
    return pairs.count { key($0) <= key($1) } * 20 >= (names.count - 1) * 17
  }

  /// What names are sorted by: `_getpty` stands among the names with g.
  static func key(_ name: String) -> String {
    String(name.drop { $0 == "_" }).lowercased()
  }

  /// The name after which `name` belongs; nil: before all others.
  static func predecessor(of name: String, among names: [String]) -> Int? {
    let candidates = names.indices.filter { key(names[$0]) <= key(name) }
    return candidates.max { (key(names[$0]), $0) < (key(names[$1]), $1) }
  }

  /// The file's bytes with `name` in the list.
  func inserting(_ name: String) -> [UInt8] {
    let names = words.map(\.text)
    let isSorted = Self.isSorted(names.filter { !added.contains($0) })
    guard let index = isSorted ? Self.predecessor(of: name, among: names) : names.count - 1 else {
      let first = words[0].range.lowerBound
      return bytes[..<first] + Array(name.utf8) + (lineGap(near: 0) ?? [32]) + bytes[first...]
    }
    let position = words[index].range.upperBound
    let gap = isOneALine ? lineGap(near: index) ?? [32] : filledGap(after: index, name)
    if gap.contains(10), let next = roomyStart(after: index, name) {
      return bytes[..<next] + Array(name.utf8) + [32] + bytes[next...]
    }
    return bytes[..<position] + gap + Array(name.utf8) + bytes[position...]
  }

  /// The next name, if it starts a line that has room for one more.
  private func roomyStart(after index: Int, _ name: String) -> Int? {
    guard !isOneALine, index + 1 < words.count, bytes[gaps[index]].contains(10) else { return nil }
    let next = words[index + 1].range.lowerBound
    let start = bytes[..<next].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let end = bytes[next...].firstIndex(of: 10) ?? bytes.count
    return end - start + 1 + name.utf8.count <= Self.width ? next : nil
  }

  private var gaps: [Range<Int>] {
    zip(words, words.dropFirst()).map { $0.range.upperBound..<$1.range.lowerBound }
  }

  private var isOneALine: Bool {
    words.count > 1 && gaps.allSatisfy { bytes[$0].contains(10) }
  }

  /// The gap with a line break that stands nearest to the word at `index`, if every gap has one or
  /// the list is filled.
  private func lineGap(near index: Int) -> [UInt8]? {
    guard isOneALine else { return nil }
    return Array(bytes[gaps[min(index, gaps.count - 1)]])
  }

  /// A blank while the line has room for the name, or is longer than it should be already.
  private func filledGap(after index: Int, _ name: String) -> [UInt8] {
    let position = words[index].range.upperBound
    let start = bytes[..<position].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
    let length = end - start
    guard length <= Self.width, length + 1 + name.utf8.count > Self.width else { return [32] }
    if let gap = gaps.first(where: { bytes[$0].contains(10) }) { return Array(bytes[gap]) }
    // One line so far: the next ones start below its first name.
    let line = bytes[..<words[0].range.lowerBound].lastIndex(of: 10).map { $0 + 1 } ?? 0
    return [10] + [UInt8](repeating: 32, count: words[0].range.lowerBound - line)
  }
}
