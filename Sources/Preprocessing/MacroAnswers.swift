import Lexing

/// What the compiler's own macros stand for, and whether an `#include` would find something.
extension Preprocessor: MacroSource {
  func definition(of macro: Int32) throws(Undecided) -> MacroDefinition? {
    table.makeRoom(spellings.count)
    return definitions.all[Int(table.definition(of: macro))]
  }

  func answer(
    _ name: PreprocessingToken, _ input: inout [ExpandedToken]
  ) throws(Undecided) -> PreprocessingToken? {
    if isInCode {
      if words.placedTexts.contains(name.spelling) { return words.string }
      if words.placedNumbers.contains(name.spelling) { return words.someNumber }
      if words.placed.contains(name.spelling) { throw .condition }
      return nil
    }
    guard builtIn.contains(name.spelling), table.definition(of: name.spelling) == 0 else {
      return nil
    }
    if words.values.contains(name.spelling) { return ask(spellings.text(name.spelling)) }
    guard !words.placed.contains(name.spelling) else { throw .condition }
    let operand = try operand(&input)
    if name.spelling == words.hasInclude || name.spelling == words.hasIncludeNext {
      let isNext = name.spelling == words.hasIncludeNext
      return number(try isThere(operand, isNext: isNext) ? 1 : 0)
    }
    let text = operand.map { spellings.text($0.spelling) }.joined(separator: " ")
    return ask("\(spellings.text(name.spelling))(\(text))")
  }

  /// The tokens between the parentheses.
  private func operand(_ input: inout [ExpandedToken]) throws(Undecided) -> [PreprocessingToken] {
    guard input.popLast()?.token.spelling == words.open else { throw .condition }
    var tokens: [PreprocessingToken] = []
    var depth = 0
    while let next = input.popLast()?.token {
      if next.spelling == words.close {
        if depth == 0 { return tokens }
        depth -= 1
      }
      if next.spelling == words.open { depth += 1 }
      tokens.append(next)
    }
    throw .condition
  }

  private func isThere(
    _ operand: [PreprocessingToken], isNext: Bool
  ) throws(Undecided) -> Bool {
    let text = operand.map { spellings.text($0.spelling) }.joined()
    let isQuoted = text.hasPrefix("\"") && text.hasSuffix("\"")
    guard isQuoted || (text.hasPrefix("<") && text.hasSuffix(">")), text.count > 2 else {
      throw .condition
    }
    let inclusion = DirectiveProgram.Inclusion(
      name: String(text.dropFirst().dropLast()), isQuoted: isQuoted)
    let behind = isNext ? current.directory : nil
    return library.find(inclusion, from: current.text, behind: behind, search: search) != nil
  }

  private func ask(_ question: String) -> PreprocessingToken {
    if let value = answers.values[question] { return number(value) }
    questions.insert(question)
    return number(0)
  }

  private func number(_ value: Int64) -> PreprocessingToken {
    PreprocessingToken(kind: .number, spelling: spellings.number(of: String(value)))
  }
}
