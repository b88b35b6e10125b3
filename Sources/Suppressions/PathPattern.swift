/// A pattern of paths: `*` and `?` stand for letters within one directory's name, `**` for any number of
/// directories.
package struct PathPattern: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package func matches(_ path: String) -> Bool {
    PathPattern.match(
      text.split(separator: "/").map { Array($0.unicodeScalars) }[...],
      path.split(separator: "/").map { Array($0.unicodeScalars) }[...])
  }

  private static func match(
    _ pattern: ArraySlice<[Unicode.Scalar]>, _ path: ArraySlice<[Unicode.Scalar]>
  ) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first == ["*", "*"] {
      let rest = pattern.drop { $0 == ["*", "*"] }
      return (0...path.count).contains { match(rest, path.dropFirst($0)) }
    }
    guard let name = path.first, matchName(first, name) else { return false }
    return match(pattern.dropFirst(), path.dropFirst())
  }

  /// The usual search with one place to return to, so that no pattern takes longer than the product of the
  /// lengths.
  private static func matchName(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
    var place = 0
    var index = 0
    var star: (place: Int, index: Int)?
    while index < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, index)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[index] {
        place += 1
        index += 1
      } else if let last = star {
        star = (last.place, last.index + 1)
        place = last.place + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
