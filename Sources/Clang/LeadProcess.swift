internal import COpenHook
package import Foundation

/// A process that has parsed the directives with which several units begin, and waits where the rest of one would
/// follow: each is then parsed by a copy of it (fork(2)), which need not parse the beginning again.
///
/// The caller's process must have but one thread at that time. All of it ends with the caller's process.
package struct LeadProcess: ~Copyable {
  private let process: pid_t
  private let questions: FileHandle
  private let answers: FileHandle

  /// What is done in other processes than the caller's.
  package struct Work {
    /// Called once, when the lead is parsed.
    let halted: () -> Void
    /// How the unit goes on that a line asks for; nil if it is none.
    let unit: (_ question: String) -> Rest?

    package init(halted: @escaping () -> Void, unit: @escaping (_ question: String) -> Rest?) {
      self.halted = halted
      self.unit = unit
    }
  }

  package struct Rest {
    /// Directives, as whole lines.
    let text: String
    /// A line about the unit; nil if there is no answer.
    let answer: (borrowing TranslationUnit) -> Data?

    package init(text: String, answer: @escaping (borrowing TranslationUnit) -> Data?) {
      self.text = text
      self.answer = answer
    }
  }

  /// Returns before anything is parsed. `text` are whole lines.
  package init(text: String, arguments: [String], work: Work) throws(ClangError) {
    let questions = Pipe()
    let answers = Pipe()
    let process = fdport_fork()
    guard process >= 0 else { throw .noProcess }
    if process == 0 {
      try? questions.fileHandleForWriting.close()
      try? answers.fileHandleForReading.close()
      let gate = LeadGate(
        questions: questions.fileHandleForReading.fileDescriptor,
        answers: answers.fileHandleForWriting.fileDescriptor, work: work)
      gate.run(text: text, arguments: arguments)
    }
    try? questions.fileHandleForReading.close()
    try? answers.fileHandleForWriting.close()
    self.process = process
    self.questions = questions.fileHandleForWriting
    self.answers = answers.fileHandleForReading
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// What the unit that `question` asks for shows, a line; nil if there is no answer. `question` is one line.
  package borrowing func ask(_ question: String) -> Data? {
    guard (try? questions.write(contentsOf: Data("\(question)\n".utf8))) != nil else { return nil }
    var answer = Data()
    while true {
      // What there is; empty at the end.
      let piece = answers.availableData
      guard !piece.isEmpty else { return nil }
      answer += piece
      guard piece.last == UInt8(ascii: "\n") else { continue }
      return answer.count > 1 ? answer : nil
    }
  }
}
