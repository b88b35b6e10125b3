import Findings
import Preprocessing

/// What the compiler brings to every unit of one set of flags: its own macros, where it looks, and what it
/// answers.
struct CompilerKnowledge: Sendable {
  /// `#define` lines.
  let macros: String
  let search: SearchPath
  var answers: CompilerAnswers

  /// Nil if libclang does not take the flags, or says what is not understood here.
  static func ask(
    _ desk: FlagsDesk, arguments: [String], questions: [String]
  ) async -> CompilerKnowledge? {
    let text = CompilerAnswers.text(asking: questions)
    guard let answer = await desk.answer(to: FlagsRequest(arguments: arguments, text: text)),
      let search = SearchPath(answer.searchText)
    else { return nil }
    var answers = CompilerAnswers()
    var macros = ""
    for line in answer.macros where !answers.take(line[...], asked: questions) {
      macros += "#define \(line)\n"
    }
    return CompilerKnowledge(macros: macros, search: search, answers: answers)
  }
}
