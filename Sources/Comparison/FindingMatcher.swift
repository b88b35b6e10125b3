import Catalogue
import Findings

/// Pairs the findings of two audits of the same code.
///
/// The rounds go from sure to less sure, and each takes only what the ones before it left over. A pair has the
/// same level, function and kind in every round, and each finding is in one pair at most. So whatever is
/// moved about or copied: if more calls of a function are there than before, at least so many are new.
struct FindingMatcher {
  /// What one finding of the new audit turned out to be.
  enum Match: Hashable {
    case new
    case moved(from: Int)
    case unchanged(Int)
  }

  private struct Round: Sendable {
    let isMove: Bool
    /// What must be equal; nil if the round cannot know the finding again.
    let key: @Sendable (KnownFinding) -> [String?]?
  }

  /// For each finding of `current` its match; the numbers are places in `known`.
  static func matches(of current: [KnownFinding], in known: [KnownFinding]) -> [Match] {
    var matches = [Match](repeating: .new, count: current.count)
    var left = Array(current.indices)
    var unused = Array(known.indices)
    for round in rounds {
      var places: [[String?]: [Int]] = [:]
      // Backwards, so that the first of equals is the last of its list and is taken first.
      for index in unused.reversed() {
        guard let key = fullKey(known[index], round) else { continue }
        places[key, default: []].append(index)
      }
      var taken: Set<Int> = []
      left = left.filter { index in
        guard let key = fullKey(current[index], round), let place = places[key]?.popLast() else {
          return true
        }
        matches[index] = round.isMove ? .moved(from: place) : .unchanged(place)
        taken.insert(place)
        return false
      }
      unused.removeAll(where: taken.contains)
    }
    return matches
  }

  private static func fullKey(_ finding: KnownFinding, _ round: Round) -> [String?]? {
    round.key(finding).map {
      [finding.level.rawValue, finding.function, finding.kind.rawValue] + $0
    }
  }

  private static let rounds: [Round] = [
    Round(isMove: false) { [$0.file, $0.fingerprint] },
    // Another fdport may make fingerprints in another way.
    Round(isMove: false) { withText($0, [$0.file, $0.enclosing]) },
    // The function around it has another name, or its part went into another function.
    Round(isMove: true) { withText($0, [$0.file]) },
    // The file went to another directory, or has another name.
    Round(isMove: true) { withText($0, [name($0.file), $0.enclosing]) },
    Round(isMove: true) { withText($0, [$0.enclosing]) },
    Round(isMove: true) { withText($0, []) },
  ]

  private static func withText(_ finding: KnownFinding, _ parts: [String?]) -> [String?]? {
    finding.text.isEmpty ? nil : parts + [finding.text]
  }

  private static func name(_ file: String) -> String {
    String(file.split(separator: "/").last ?? "")
  }
}
