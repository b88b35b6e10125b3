import Foundation
import Preprocessing
import Tools

/// What the compiler brings to every unit of one set of flags: its own macros, where it looks, and what it
/// answers.
struct CompilerKnowledge: Sendable {
  /// `#define` lines.
  let macros: String
  let search: SearchPath
  var answers: CompilerAnswers

  /// Nil if libclang does not take the flags, or says what is not understood here.
  static func ask(
    _ worker: Worker, arguments: [String], questions: [String]
  ) async -> CompilerKnowledge? {
    let text = CompilerAnswers.text(asking: questions)
    let tool = Tool(worker.path, ["--macros"] + arguments, input: Array(text.utf8))
    guard let outcome = try? await tool.run(), outcome.isSuccess,
      let search = SearchPath(outcome.errorText)
    else { return nil }
    var answers = CompilerAnswers()
    var macros = ""
    for line in outcome.text.split(separator: "\n") where !answers.take(line, asked: questions) {
      macros += "#define \(line)\n"
    }
    return CompilerKnowledge(macros: macros, search: search, answers: answers)
  }
}
