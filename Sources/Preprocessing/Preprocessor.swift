package import Lexing

/// Follows the directives of a unit as the compiler does, and tells which marks of its texts are in what
/// is compiled.
///
/// Neither tokens nor expansions of the code itself are made: that, and that an inclusion under the same
/// macros is not run twice, is what makes it a thousandth of a parser's work.
package final class Preprocessor {
  let library: any TextLibrary
  let definitions: Definitions
  let spellings: Spellings
  let words: ConditionWords
  let codeWords: CodeWords
  var expander: MacroExpander
  var table = MacroTable()
  private var records: [CompiledRecord] = []
  private var head: Head?
  private(set) var search = 0
  private(set) var answers = CompilerAnswers()
  private(set) var builtIn: Set<Int32> = []
  private var traces: [InclusionPlace: [InclusionTrace]] = [:]
  private var tracesSearch = -1
  private var allTraces: [Int: [InclusionPlace: [InclusionTrace]]] = [:]
  private var depth = 0
  /// What must be asked before the unit can be told anything of.
  package internal(set) var questions: Set<String> = []
  /// The text that runs, and where it was found.
  private(set) var current = InclusionPlace(text: -1, directory: nil)
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

  /// The marks in what the unit compiles, each once, ascending, and what it begins with. If ``questions`` is not
  /// empty afterwards, they are worth nothing.
  package func marks(
    of unit: PreprocessedUnit, answers: CompilerAnswers
  ) throws(Undecided) -> (marks: [Int32], head: UnitHead) {
    let head = try run(unit, behind: [], answers: answers, isHeadOnly: false)
    return (Array(Set(records[0].marks)).sorted(), head)
  }

  /// What the unit would begin with behind `lead`; that it compiles a second time does not count.
  package func head(
    of unit: PreprocessedUnit, behind lead: [LeadStep], answers: CompilerAnswers
  ) throws(Undecided) -> UnitHead {
    try run(unit, behind: lead, answers: answers, isHeadOnly: true)
  }

  private func run(
    _ unit: PreprocessedUnit, behind lead: [LeadStep], answers: CompilerAnswers,
    isHeadOnly: Bool
  ) throws(Undecided) -> UnitHead {
    table.reset(count: spellings.count)
    records = [CompiledRecord()]
    depth = 0
    questions = []
    setUp(unit.search, answers)
    current = InclusionPlace(text: -1, directory: nil)
    for text in unit.preamble { try run(text) }
    for place in unit.included {
      try include(InclusionPlace(text: place.text, directory: place.directory))
    }
    for step in lead {
      switch step {
      case .text(let text): try run(text)
      case .include(let place): try include(place)
      }
    }
    guard let main = library.text(unit.main) else { throw .text }
    current = InclusionPlace(text: unit.main, directory: nil)
    head = Head(end: main.program.firstCode, isAll: isHeadOnly)
    defer { head = nil }
    try run(main)
    endHead()
    guard let found = head?.found else { throw .text }
    return found
  }

  /// The head of the unit that runs, as far as it is known.
  private struct Head {
    /// Where the first code stands.
    let end: Int
    /// True if nothing else is asked for.
    let isAll: Bool
    var steps: [UnitHead.Step] = []
    var found: UnitHead?
  }

  /// True while the head's own directives run.
  private var isInHead: Bool { depth == 0 && head != nil && head?.found == nil }

  private func noteInHead(
    _ macro: Int32, definition: Int32, by instruction: DirectiveProgram.Instruction
  ) {
    guard isInHead else { return }
    let change = UnitHead.MacroChange(macro: macro, definition: definition)
    let place = Int(instruction.start)..<Int(instruction.end)
    head?.steps.append(.macro(change, place: place))
  }

  private func endHead() {
    guard let open = head, open.found == nil else { return }
    head?.found = UnitHead(
      steps: open.steps, marks: records[0].marks,
      state: UnitHead.State(path: records[0].path, macros: table.digest))
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
    if !text.program.isGuarded {
      notePath(-1)
    }
    var place = 0
    while true {
      if isInHead, let head,
        place == instructions.count || Int(instructions[place].start) > head.end
      {
        endHead()
        if head.isAll { return }
      }
      if !text.marks.isEmpty {
        for mark in text.marks[place] where counts(mark) { note(mark.number) }
      }
      guard place < instructions.count else { return }
      let instruction = instructions[place]
      switch instruction.kind {
      case .ifdef, .ifndef, .condition:
        place = try firstTrue(from: place, in: text.program)
        if place > 0, instructions[place - 1].kind != .end {
          notePath(place)
        }
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
      let name = text.program.definitions[operand].name
      table.set(name, to: text.definitions[operand])
      noteInHead(name, definition: text.definitions[operand], by: instruction)
    case .undefine:
      guard !builtIn.contains(instruction.operand) else { throw .directive }
      table.set(instruction.operand, to: 0)
      noteInHead(instruction.operand, definition: 0, by: instruction)
    case .include, .includeNext:
      let inclusion =
        operand >= 0
        ? text.program.inclusions[operand] : try computed(text.program.tokens[instruction.tokens])
      try include(inclusion, isNext: instruction.kind == .includeNext)
    case .once:
      table.set(once(current.text), to: 1)
      notePath(-2)
    case .unknown: throw .directive
    default: break
    }
  }

  private func notePath(_ instruction: Int) {
    records[records.count - 1].notePath(text: current.text, instruction: instruction)
  }

  private func note(_ mark: Int32) { records[records.count - 1].marks.append(mark) }

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
    let place = InclusionPlace(text: found.text, directory: found.directory)
    let trace = try include(place)
    // Most are of texts that were there already.
    guard trace.record.path != 0 else { return }
    let done = InclusionTrace.Inclusion(name: inclusion, place: place, trace: trace)
    records[records.count - 1].inclusions.append(done)
    if isInHead { head?.steps.append(.include(done)) }
  }

  @discardableResult
  private func include(_ place: InclusionPlace) throws(Undecided) -> InclusionTrace {
    guard depth < Self.mostDepth else { throw .inclusion }
    if let trace = traces[place]?.first(where: isSame) {
      for read in trace.reads { _ = table.definition(of: read.macro) }
      for change in trace.changes { table.set(change.macro, to: change.definition) }
      records[records.count - 1].add(trace.record)
      return trace
    }
    guard let text = library.text(place.text) else { throw .text }
    let outer = current
    current = place
    depth += 1
    table.makeRoom(spellings.count)
    table.begin()
    records.append(CompiledRecord())
    if table.definition(of: once(place.text)) == 0 { try run(text) }
    let stretch = table.end()
    let record = records.removeLast()
    records[records.count - 1].add(record)
    depth -= 1
    current = outer
    let trace = InclusionTrace(
      reads: stretch.reads, changes: stretch.changes.map { ($0, table.current($0)) }, record: record
    )
    if questions.isEmpty, traces[place, default: []].count < Self.mostTraces {
      traces[place, default: []].append(trace)
    }
    return trace
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
