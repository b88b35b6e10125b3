/// The words by which declarations are known.
struct LocalNameWords {
  private let spellings: Spellings
  private let names: Set<Word>
  private let objects: Set<Word>
  /// After one of them an expression or a declaration of another kind follows.
  private let others: Set<Int32>
  private let tags: Set<Int32>
  /// With one of them a type is no function's.
  private let types: Set<Int32>
  private let external: Int32

  init(_ spellings: Spellings, names: Set<Word>, objects: Set<Word>) {
    self.spellings = spellings
    self.names = names
    self.objects = objects
    let others = DeclaredBehind.operators.union(["extern", "typedef", "_Generic", "if", "while"])
    self.others = Set(others.map { spellings.number(of: $0) })
    let types = [
      "char", "short", "int", "long", "float", "double", "signed", "unsigned", "struct", "union",
      "enum", "_Bool",
    ]
    self.types = Set(types.map { spellings.number(of: $0) })
    external = spellings.number(of: "extern")
    tags = Set(["struct", "union", "enum"].map { spellings.number(of: $0) })
  }

  func isOther(_ word: Int32) -> Bool { others.contains(word) }

  func isExtern(_ word: Int32) -> Bool { word == external }

  /// False where `words` may be the name of a function's type: what is declared by that is no variable.
  func areOfVariable(_ words: [Int32]) -> Bool { words.contains(where: types.contains) }

  func isOfInterest(_ word: Int32) -> Bool { names.contains(spellings.words[Int(word)]) }

  /// Whether `name` behind `words`, and behind stars, is being declared and of interest.
  func declares(_ name: Int32, behind words: [Int32], hasStars: Bool) -> Bool {
    guard let last = words.last, isOfInterest(name) else { return false }
    // `struct link;` declares a tag, and `count * environ` may be a product.
    if !hasStars { return !tags.contains(last) }
    return words.count > 1 || !objects.contains(spellings.words[Int(name)])
  }
}
