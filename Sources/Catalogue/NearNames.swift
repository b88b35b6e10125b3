extension Catalogue {
  /// The canonical names that someone who typed `name` may have meant, nearest first.
  ///
  /// Distance counts letters that were added, left out, replaced or swapped with their neighbour.
  package func names(near name: String, limit: Int = 5) -> [String] {
    let typed = Array(name.lowercased().utf8)
    let reach = max(1, typed.count / 3)
    var distanceOfName: [String: Int] = [:]
    for row in rows {
      for spelling in [row.name] + row.linkAliases {
        let letters = Array(spelling.lowercased().utf8)
        if abs(letters.count - typed.count) > reach { continue }
        let distance = Catalogue.distance(typed, letters)
        if distance <= reach {
          distanceOfName[row.name] = min(distance, distanceOfName[row.name] ?? distance)
        }
      }
    }
    let near = distanceOfName.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    return near.prefix(limit).map(\.key)
  }

  /// The restricted Damerau-Levenshtein distance of two words.
  package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(
          previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1,
          current[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
