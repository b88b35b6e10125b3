/// Where upstream's own code in a file uses errno: what it includes declares it there.
///
/// A use under the same conditions as a site, or under fewer, is compiled wherever the site is.
struct KnownErrno {
  /// The branches around each use, without those that stand for a function of the plan.
  private let uses: Set<[Branch]>
  private let source: SourceText

  private struct Branch: Hashable {
    let directive: Int
    let index: Int
  }

  /// A guard that stands already, among `recognised`, has its condition only because of the port.
  init(source: SourceText, recognised: [RecognisedSite]) {
    self.source = source
    let guards = Set(recognised.compactMap { $0.conditional?.branches[0].directive })
    let words = source.codeTokens(in: 0..<source.bytes.count).filter { index in
      let token = source.tokens[index]
      return token.kind == .identifier && source.text(of: token) == "errno"
        && !Self.isMember(index, in: source)
    }
    uses = Set(
      words.map { index in
        Self.branches(around: source.tokens[index].start, in: source)
          .filter { $0.index != 0 || !guards.contains($0.directive) }
      })
  }

  /// Whether errno is declared wherever the code at `offset` is compiled.
  func covers(_ offset: Int) -> Bool {
    let around = Set(Self.branches(around: offset, in: source))
    return uses.contains { $0.allSatisfy(around.contains) }
  }

  private static func branches(around offset: Int, in source: SourceText) -> [Branch] {
    source.branches(around: offset).map {
      Branch(directive: $0.conditional.branches[0].directive, index: $0.index)
    }
  }

  /// `status.errno`, `status->errno`.
  private static func isMember(_ index: Int, in source: SourceText) -> Bool {
    index > 0 && [".", ">"].contains(source.text(of: source.tokens[index - 1]))
  }
}
