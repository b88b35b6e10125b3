package import Lexing

/// A text that can be run: its directives, and the marks that tell what of it was compiled.
package struct PreparedText: Sendable {
  package let program: DirectiveProgram
  /// The number of each of the program's definitions.
  let definitions: [Int32]
  /// What is noted wherever the text is entered; nil for nothing.
  let entry: Int32?
  /// The marks in front of each instruction, and those behind the last.
  let marks: [[Mark]]

  /// `marks` go by their places, ascending. One inside a directive counts as before it: what a definition
  /// spells is compiled where the definition is.
  package init(
    _ program: DirectiveProgram, definitions: [Int32], entry: Int32? = nil, marks: [Mark] = []
  ) {
    self.program = program
    self.definitions = definitions
    self.entry = entry
    guard !marks.isEmpty else {
      self.marks = []
      return
    }
    var stretches = [[Mark]](repeating: [], count: program.instructions.count + 1)
    var number = 0
    for mark in marks {
      while number < program.instructions.count,
        Int(program.instructions[number].end) <= mark.place
      { number += 1 }
      stretches[number].append(mark)
    }
    self.marks = stretches
  }
}

/// Macro definitions by number, those of the same content as one; 0 is none.
package final class Definitions {
  package private(set) var all: [MacroDefinition?] = [nil]
  private var numbers: [MacroDefinition: Int32] = [:]

  package init() {}

  package func number(of definition: MacroDefinition) -> Int32 {
    if let known = numbers[definition] { return known }
    let number = Int32(all.count)
    all.append(definition)
    numbers[definition] = number
    return number
  }
}
