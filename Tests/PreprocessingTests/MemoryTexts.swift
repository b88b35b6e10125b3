import Foundation
import Lexing
import Preprocessing
import Tools

/// Texts by name, each `mark_N` in them a mark, for the preprocessor here and for the compiler's own.
final class MemoryTexts: TextLibrary {
  let names: [String]
  let spellings = Spellings()
  let definitions = Definitions()
  private let texts: [String]
  private var prepared: [Int: PreparedText] = [:]

  /// The first is the main text.
  init(_ texts: [(name: String, text: String)]) {
    names = texts.map(\.name)
    self.texts = texts.map(\.text)
  }

  func text(_ number: Int) -> PreparedText? {
    if let known = prepared[number] { return known }
    let text = prepare(texts[number])
    prepared[number] = text
    return text
  }

  func prepare(_ text: String) -> PreparedText {
    let program = ProgramReader.program(of: Array(text.utf8), spellings: spellings)
    return PreparedText(
      program, definitions: program.definitions.map(definitions.number),
      marks: Self.marks(in: text).map { Mark(place: $0.place, number: $0.mark) })
  }

  func identity(of number: Int) -> Int { number }

  func find(
    _ inclusion: DirectiveProgram.Inclusion, from includer: Int, behind: Int?, search: Int
  ) -> (text: Int, directory: Int?)? {
    names.firstIndex(of: inclusion.name).map { ($0, nil) }
  }

  /// Nil if it cannot be decided.
  func marks(preamble: String = "", answers: CompilerAnswers = CompilerAnswers()) -> [Int32]? {
    let preprocessor = Preprocessor(
      library: self, spellings: spellings, definitions: definitions)
    return try? preprocessor.marks(
      of: PreprocessedUnit(main: 0, search: 0, preamble: [prepare(preamble)], included: []),
      answers: answers
    ).marks
  }

  /// What `cc -E` keeps; nil if it refuses the text.
  func marksOfCompiler() async throws -> [Int32]? {
    try await allMarksOfCompiler().map { Array(Set($0)).sorted() }
  }

  /// The same with each mark as often as it is kept, in ascending order. `lead` are lines before the main text.
  func allMarksOfCompiler(behind lead: String = "") async throws -> [Int32]? {
    let directory = FileManager.default.temporaryDirectory.appending(
      component: "fdport-preprocessing-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, text) in zip(names, texts) {
      try Data(text.utf8).write(to: directory.appending(component: name))
    }
    let main = "\(lead)#include \"\(names[0])\"\n"
    try Data(main.utf8).write(to: directory.appending(component: "lead.c"))
    let outcome = try await Tool(
      "cc", ["-E", "-P", "-w", "-nostdinc", "-std=c11", "lead.c"], directory: directory.path
    ).run()
    guard outcome.isSuccess else { return nil }
    return Self.marks(in: outcome.text).map(\.mark).sorted()
  }

  private static func marks(in text: String) -> [(place: Int, mark: Int32)] {
    text.matches(of: /mark_([0-9]+)/).compactMap { match in
      let place = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
      return Int32(match.output.1).map { (place, $0) }
    }
  }
}
