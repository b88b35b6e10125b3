import Lexing

/// A token on its way through the expansion.
struct ExpandedToken {
  let token: PreprocessingToken
  var hidden: Int32 = 0
}

/// What expansion asks of the one who runs the unit.
protocol MacroSource: AnyObject {
  /// Nil if the name is no macro now.
  func definition(of macro: Int32) throws(Undecided) -> MacroDefinition?
  /// The answer to a name that the compiler knows, whose tokens stand at the end of `input` in reverse:
  /// takes them from there. Nil if it is no such name.
  func answer(
    _ name: PreprocessingToken, _ input: inout [ExpandedToken]
  ) throws(Undecided) -> PreprocessingToken?
}

/// Expands the macros of one line of tokens (C11 6.10.3).
struct MacroExpander {
  let spellings: Spellings
  let words: ConditionWords
  var hideSets = HideSets()
  /// So that hostile macros end.
  private var steps = 0
  private static let mostSteps = 200_000

  init(spellings: Spellings, words: ConditionWords) {
    self.spellings = spellings
    self.words = words
  }

  mutating func expand(
    _ tokens: some Sequence<PreprocessingToken>, with source: some MacroSource
  ) throws(Undecided) -> [PreprocessingToken] {
    steps = 0
    return try expand(tokens.map { ExpandedToken(token: $0) }, with: source).map(\.token)
  }

  private mutating func expand(
    _ tokens: [ExpandedToken], with source: some MacroSource
  ) throws(Undecided) -> [ExpandedToken] {
    var input = Array(tokens.reversed())
    var output: [ExpandedToken] = []
    while let next = input.popLast() {
      steps += 1
      guard steps < Self.mostSteps else { throw .condition }
      guard next.token.kind == .identifier else {
        output.append(next)
        continue
      }
      if next.token.spelling == words.defined {
        output.append(next)
        passOperand(&input, &output)
        continue
      }
      if let answer = try source.answer(next.token, &input) {
        output.append(ExpandedToken(token: answer))
        continue
      }
      guard !hideSets.contains(next.hidden, next.token.spelling),
        let definition = try source.definition(of: next.token.spelling)
      else {
        output.append(next)
        continue
      }
      guard let parameters = definition.parameters else {
        let hidden = hideSets.adding(definition.name, to: next.hidden)
        try substitute(definition, [:], hidden, onto: &input, with: source)
        continue
      }
      guard input.last?.token.spelling == words.open else {
        output.append(next)
        continue
      }
      let (found, last) = try arguments(of: definition, parameters.count, &input)
      let hidden = hideSets.adding(
        definition.name, to: hideSets.intersection(next.hidden, last.hidden))
      let named = Dictionary(zip(parameters, found)) { first, _ in first }
      try substitute(definition, named, hidden, onto: &input, with: source)
    }
    return output
  }

  /// The operand of `defined` is no invocation.
  private func passOperand(_ input: inout [ExpandedToken], _ output: inout [ExpandedToken]) {
    guard let first = input.popLast() else { return }
    output.append(first)
    guard first.token.spelling == words.open, let name = input.popLast() else { return }
    output.append(name)
  }

  /// Takes the arguments with both their parentheses.
  private func arguments(
    of definition: MacroDefinition, _ count: Int, _ input: inout [ExpandedToken]
  ) throws(Undecided) -> (found: [[ExpandedToken]], last: ExpandedToken) {
    input.removeLast()
    var found: [[ExpandedToken]] = [[]]
    var depth = 0
    while let next = input.popLast() {
      let spelling = next.token.spelling
      if depth == 0 && spelling == words.close {
        if count == 0 && found == [[]] { return ([], next) }
        // A variadic macro may be given nothing for the last.
        if definition.isVariadic && found.count == count - 1 { found.append([]) }
        guard found.count == count else { throw .condition }
        return (found, next)
      }
      let isLast = definition.isVariadic && found.count == count
      if depth == 0 && spelling == words.comma && !isLast {
        found.append([])
        continue
      }
      if spelling == words.open { depth += 1 }
      if spelling == words.close { depth -= 1 }
      found[found.count - 1].append(next)
    }
    // More lines would have to follow, and a directive has but one.
    throw .condition
  }

  /// Puts what the body becomes in front of the input.
  private mutating func substitute(
    _ definition: MacroDefinition, _ arguments: [Int32: [ExpandedToken]], _ hidden: Int32,
    onto input: inout [ExpandedToken], with source: some MacroSource
  ) throws(Undecided) {
    let body = definition.body
    // Nil is a placemarker: an operand of `##` that an empty argument left (C11 6.10.3.3).
    var result: [ExpandedToken?] = []
    var expanded: [Int32: [ExpandedToken]] = [:]
    var isBehindPaste = false
    var index = 0
    while index < body.count {
      let token = body[index]
      index += 1
      if token.spelling == words.paste && index > 1 && index < body.count {
        isBehindPaste = true
        continue
      }
      let isBeforePaste = index + 1 < body.count && body[index].spelling == words.paste
      var piece: [ExpandedToken?] = [ExpandedToken(token: token)]
      if token.spelling == words.hash && definition.parameters != nil {
        // What the string says does not matter: no name is made of it.
        index += 1
        piece = [ExpandedToken(token: words.string)]
      } else if let argument = arguments[token.spelling] {
        if isBehindPaste || isBeforePaste {
          piece = argument.isEmpty ? [nil] : argument
        } else {
          if expanded[token.spelling] == nil {
            expanded[token.spelling] = try expand(argument, with: source)
          }
          piece = expanded[token.spelling] ?? []
        }
      }
      if isBehindPaste {
        isBehindPaste = false
        piece = try pasted(&result, piece, isVariadic: definition.isVariadic)
      }
      result += piece
    }
    for token in result.reversed() {
      guard var token else { continue }
      token.hidden = hideSets.union(token.hidden, hidden)
      input.append(token)
    }
  }

  /// The last token so far joined with the first of `piece`.
  private func pasted(
    _ result: inout [ExpandedToken?], _ piece: [ExpandedToken?], isVariadic: Bool
  ) throws(Undecided) -> [ExpandedToken?] {
    guard let left = result.popLast() else { return piece }
    guard let first = piece.first else { return [left] }
    guard let left, let right = first else {
      // GNU's `, ## __VA_ARGS__` drops the comma where there are no arguments.
      if isVariadic, let left, left.token.spelling == words.comma { return [] }
      return [left ?? first] + piece.dropFirst()
    }
    if isVariadic && left.token.spelling == words.comma { return [left] + piece }
    // A name that ends in a number nobody knows.
    guard left.token != words.someNumber, right.token != words.someNumber else { throw .condition }
    let text = Array(spellings[left.token.spelling]) + Array(spellings[right.token.spelling])
    guard let token = PreprocessingToken.single(text, in: spellings) else { throw .condition }
    let hidden = left.hidden == right.hidden ? left.hidden : 0
    return [ExpandedToken(token: token, hidden: hidden)] + piece.dropFirst()
  }
}

extension ExpandedToken: Equatable {}
