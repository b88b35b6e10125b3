package import Lexing

/// Follows the directives of a unit as the compiler does, and tells which marks of its texts are in what
/// is compiled.
///
/// Neither tokens nor expansions of the code itself are made: that, and that an inclusion under the same
/// macros is not run twice, is what makes it a thousandth of a parser's work.
package final class Preprocessor {
  private let library: any TextLibrary
  let definitions: Definitions
  private let spellings: Spellings
  let words: ConditionWords
  let codeWords: CodeWords
  var expander: MacroExpander
  var table = MacroTable()
  private var marks: [[Int32]] = []
  private var search = 0
  private var answers = CompilerAnswers()
  private var builtIn: Set<Int32> = []
  private var traces: [InclusionPlace: [InclusionTrace]] = [:]
  private var tracesSearch = -1
  private var allTraces: [Int: [InclusionPlace: [InclusionTrace]]] = [:]
  private var depth = 0
  /// What must be asked before the unit can be told anything of.
  package private(set) var questions: Set<String> = []
  /// The text that runs, and where it was found.
  private var current = InclusionPlace(text: -1, directory: nil)
  private static let mostDepth = 190
  private static let mostTraces = 24

  /// True while code is expanded, and no condition.
  var isInCode = false

  /// `names` are those of interest.
  package init(
    library: any TextLibrary, spellings: Spellings, definitions: Definitions, names: Set<Word> = []
  ) {
    self.library = library
    self.spellings = spellings
    self.definitions = definitions
    words = ConditionWords(spellings)
    codeWords = CodeWords(spellings, names: names)
    expander = MacroExpander(spellings: spellings, words: words)
  }

  /// The marks in what the unit compiles, each once, ascending. If ``questions`` is not empty afterwards,
  /// they are worth nothing.
  package func marks(
    of unit: PreprocessedUnit, answers: CompilerAnswers
  ) throws(Undecided) -> [Int32] {
    table.reset(count: spellings.count)
    marks = [[]]
    depth = 0
    questions = []
    setUp(unit.search, answers)
    for text in unit.preamble { try run(text) }
    for place in unit.included {
      try include(InclusionPlace(text: place.text, directory: place.directory))
    }
    guard let main = library.text(unit.main) else { throw .text }
    current = InclusionPlace(text: unit.main, directory: nil)
    try run(main)
    return Array(Set(marks[0])).sorted()
  }

  private func setUp(_ search: Int, _ answers: CompilerAnswers) {
    if search != tracesSearch {
      allTraces[tracesSearch] = traces
      traces = allTraces.removeValue(forKey: search) ?? [:]
      tracesSearch = search
    }
    self.search = search
    self.answers = answers
    builtIn = Set(answers.names.map { spellings.number(of: $0) })
  }

  // MARK: - Texts

  private func run(_ text: PreparedText) throws(Undecided) {
    guard text.program.isReadable else { throw .text }
    // Numbers are handed out while texts are read.
    table.makeRoom(spellings.count)
    if let entry = text.entry { note(entry) }
    let instructions = text.program.instructions
    var place = 0
    while true {
      if !text.marks.isEmpty {
        for mark in text.marks[place] where counts(mark) { note(mark.number) }
      }
      guard place < instructions.count else { return }
      let instruction = instructions[place]
      switch instruction.kind {
      case .ifdef, .ifndef, .condition:
        place = try firstTrue(from: place, in: text.program)
      case .elifdef, .elifndef, .elseCondition, .otherwise:
        // The end of a branch that was taken.
        while instructions[place].next >= 0 { place = Int(instructions[place].next) }
        place += 1
      default:
        try run(instruction, of: text)
        place += 1
      }
    }
  }

  /// Where it goes on behind a conditional's directive: in its first branch that is taken, or behind it.
  private func firstTrue(
    from start: Int, in program: DirectiveProgram
  ) throws(Undecided) -> Int {
    var place = start
    while true {
      let instruction = program.instructions[place]
      let isTaken =
        switch instruction.kind {
        case .ifdef, .elifdef: isDefined(instruction.operand)
        case .ifndef, .elifndef: !isDefined(instruction.operand)
        case .condition, .elseCondition: try isTrue(program.tokens[instruction.tokens])
        default: true
        }
      if isTaken { return place + 1 }
      place = Int(instruction.next)
    }
  }

  private func run(
    _ instruction: DirectiveProgram.Instruction, of text: PreparedText
  ) throws(Undecided) {
    let operand = Int(instruction.operand)
    switch instruction.kind {
    case .define:
      table.set(text.program.definitions[operand].name, to: text.definitions[operand])
    case .undefine:
      guard !builtIn.contains(instruction.operand) else { throw .directive }
      table.set(instruction.operand, to: 0)
    case .include, .includeNext:
      let inclusion =
        operand >= 0
        ? text.program.inclusions[operand] : try computed(text.program.tokens[instruction.tokens])
      try include(inclusion, isNext: instruction.kind == .includeNext)
    case .once: table.set(once(current.text), to: 1)
    case .unknown: throw .directive
    default: break
    }
  }

  private func note(_ mark: Int32) { marks[marks.count - 1].append(mark) }

  // MARK: - Inclusions

  /// The pseudo macro that is defined once a file that says `#pragma once` was read.
  private func once(_ text: Int) -> Int32 {
    let number = spellings.number(of: "#once \(library.identity(of: text))")
    table.makeRoom(spellings.count)
    return number
  }

  private func include(
    _ inclusion: DirectiveProgram.Inclusion, isNext: Bool
  ) throws(Undecided) {
    let behind = isNext ? current.directory : nil
    guard
      let found = library.find(inclusion, from: current.text, behind: behind, search: search)
    else { throw .inclusion }
    try include(InclusionPlace(text: found.text, directory: found.directory))
  }

  private func include(_ place: InclusionPlace) throws(Undecided) {
    guard depth < Self.mostDepth else { throw .inclusion }
    if let trace = traces[place]?.first(where: isSame) {
      for read in trace.reads { _ = table.definition(of: read.macro) }
      for change in trace.changes { table.set(change.macro, to: change.definition) }
      marks[marks.count - 1] += trace.marks
      return
    }
    guard let text = library.text(place.text) else { throw .text }
    let outer = current
    current = place
    depth += 1
    table.makeRoom(spellings.count)
    table.begin()
    marks.append([])
    if table.definition(of: once(place.text)) == 0 { try run(text) }
    let stretch = table.end()
    let noted = marks.removeLast()
    marks[marks.count - 1] += noted
    depth -= 1
    current = outer
    guard questions.isEmpty, traces[place, default: []].count < Self.mostTraces else { return }
    let trace = InclusionTrace(
      reads: stretch.reads, changes: stretch.changes.map { ($0, table.current($0)) }, marks: noted)
    traces[place, default: []].append(trace)
  }

  private func isSame(_ trace: InclusionTrace) -> Bool {
    trace.reads.allSatisfy { table.current($0.macro) == $0.definition }
  }

  /// `#include MACRO` (C11 6.10.2).
  private func computed(
    _ tokens: ArraySlice<PreprocessingToken>
  ) throws(Undecided) -> DirectiveProgram.Inclusion {
    let expanded = try expander.expand(tokens, with: self)
    if expanded.count == 1, expanded[0].kind == .string {
      let text = spellings.text(expanded[0].spelling)
      guard text.hasPrefix("\""), text.count > 2 else { throw .inclusion }
      return DirectiveProgram.Inclusion(
        name: String(text.dropFirst().dropLast()), isQuoted: true)
    }
    // Blanks between the tokens of `<name>` count, and are not known any more.
    throw .inclusion
  }

  // MARK: - Conditions

  func isDefined(_ macro: Int32) -> Bool {
    table.definition(of: macro) != 0 || builtIn.contains(macro)
  }

  private func isTrue(_ tokens: ArraySlice<PreprocessingToken>) throws(Undecided) -> Bool {
    let expanded = try expander.expand(tokens, with: self)
    return try ConditionEvaluator.value(
      of: expanded, spellings: spellings, words: words
    ) { macro throws(Undecided) in isDefined(macro) }.isTrue
  }
}

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
