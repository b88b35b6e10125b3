/// The element of an initialiser list that goes where the function whose address it holds is missing.
struct TableElement {
  /// The element with its comma, if one follows.
  let range: Range<Int>
  /// Where the list's brace stands: what elements of one list share.
  let list: Int
  /// How many elements the list has.
  let count: Int
  /// The index of its first token.
  private let first: Int

  /// Why no element can go.
  struct Refusal: Error {
    let reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }

  /// Finds the element around `identifier` in the declaration at `region`.
  ///
  /// A row of an array of structures goes as a whole, as `{"remove", os_remove},` does; of one
  /// structure the member that is initialised by name. What is found by its position stays.
  init(
    around identifier: Range<Int>, region: Range<Int>, in source: SourceText
  ) throws(Refusal) {
    let code = source.codeTokens(in: region)
    var open: [Int] = []
    for index in code where source.tokens[index].start < identifier.lowerBound {
      switch source.text(of: source.tokens[index]) {
      case "{", "(", "[": open.append(index)
      case "}", ")", "]": _ = open.popLast()
      default: break
      }
    }
    let braces = open.filter { source.text(of: source.tokens[$0]) == "{" }
    guard let outermost = braces.first else {
      throw Refusal("its address is taken, which has no failing form")
    }
    guard open.last == braces.last else {
      throw Refusal("its address is an argument in an initialiser")
    }
    let elements = braces.compactMap {
      TableElement(of: $0, around: identifier.lowerBound, code, source)
    }
    if let indexed = elements.first(where: { $0.starts(with: "[", in: source) }) {
      self = indexed
      return
    }
    let table = Declarator(before: outermost, code, source)
    if braces.count > 1, let table, let row = elements.first {
      if let reason = table.refusal(of: row, in: source) { throw Refusal(reason) }
      self = row
      return
    }
    guard let member = elements.last, member.starts(with: ".", in: source) else {
      throw Refusal("its address stands by its position in an initialiser")
    }
    self = member
  }

  /// The element around `offset` of the list whose brace is the token `brace`.
  private init?(of brace: Int, around offset: Int, _ code: [Int], _ source: SourceText) {
    var depth = 0
    var start: Int?
    var count = 0
    var found: (first: Int, end: Int)?
    for index in code where index >= brace {
      let token = source.tokens[index]
      let word = source.text(of: token)
      if ["}", ")", "]"].contains(word) { depth -= 1 }
      if depth == 0 || (depth == 1 && word == ",") {
        if let start {
          count += 1
          if source.tokens[start].start <= offset, offset < token.start {
            found = (start, word == "," ? token.end : source.tokens[index - 1].end)
          }
        }
        start = nil
        if depth == 0, index != brace { break }
      } else if start == nil {
        start = index
      }
      if ["{", "(", "["].contains(word) { depth += 1 }
    }
    guard let found else { return nil }
    list = source.tokens[brace].start
    range = source.tokens[found.first].start..<found.end
    self.count = count
    first = found.first
  }

  private func starts(with word: String, in source: SourceText) -> Bool {
    source.text(of: source.tokens[first]) == word
  }

  /// True if the row holds a text by which it can be looked up.
  fileprivate func hasName(in source: SourceText) -> Bool {
    source.codeTokens(in: range).contains {
      source.tokens[$0].kind == .literal && source.text(of: source.tokens[$0]).hasPrefix("\"")
    }
  }
}

/// What is declared with an initialiser list: an array.
private struct Declarator {
  let name: String
  let hasLength: Bool

  /// Nil if the list at the token `brace` initialises no array.
  init?(before brace: Int, _ code: [Int], _ source: SourceText) {
    guard let place = code.firstIndex(of: brace), place > 3 else { return nil }
    let words = code[..<place].map { source.text(of: source.tokens[$0]) }
    guard words.suffix(2) == ["]", "="], let bracket = words.lastIndex(of: "["), bracket > 0 else {
      return nil
    }
    name = words[bracket - 1]
    hasLength = bracket != words.count - 3
  }

  /// Why a row must stay.
  func refusal(of row: TableElement, in source: SourceText) -> String? {
    if hasLength { return "its row is one of an array of a fixed length" }
    if !row.hasName(in: source) { return "its row has no name by which it would be found" }
    return isReadByPosition(source) ? "the rows of \(name) are found by their position" : nil
  }

  /// `table[3]`, `table[OPEN]`.
  private func isReadByPosition(_ source: SourceText) -> Bool {
    let code = source.codeTokens(in: 0..<source.bytes.count)
    let words = { (place: Int) in source.text(of: source.tokens[code[place]]) }
    return code.indices.dropLast(3).contains { place in
      guard words(place) == name, words(place + 1) == "[", words(place + 3) == "]" else {
        return false
      }
      let before = code[..<place].suffix(2).map { source.text(of: source.tokens[$0]) }
      guard before.last != "sizeof", before != ["sizeof", "("] else { return false }
      let index = words(place + 2)
      return source.tokens[code[place + 2]].kind == .number
        || (index.contains(where: \.isLetter) && index == index.uppercased())
    }
  }
}
