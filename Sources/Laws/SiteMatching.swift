/// Pairs uses with findings, each with at most one of the other side, as many as can be.
///
/// Kuhn's augmenting paths: what is paired first gives way where another partner is left for it.
struct SiteMatching {
  /// For each use the findings that it may be, the likeliest first.
  private let candidates: [[Int]]
  /// The use of each finding that has one.
  private(set) var useOfFinding: [Int: Int] = [:]

  init(candidates: [[Int]]) {
    self.candidates = candidates
    for use in candidates.indices {
      var tried: Set<Int> = []
      _ = pair(use, &tried)
    }
  }

  /// The uses that have no finding of their own, in order.
  var unpaired: [Int] {
    let paired = Set(useOfFinding.values)
    return candidates.indices.filter { !paired.contains($0) }
  }

  private mutating func pair(_ use: Int, _ tried: inout Set<Int>) -> Bool {
    for finding in candidates[use] where tried.insert(finding).inserted {
      if let other = useOfFinding[finding] {
        guard pair(other, &tried) else { continue }
      }
      useOfFinding[finding] = use
      return true
    }
    return false
  }
}
