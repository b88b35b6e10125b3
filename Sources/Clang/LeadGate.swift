internal import CLibclang
internal import COpenHook
import Foundation

/// The other side of a ``LeadProcess``: where its parse halts, is copied, and goes on.
final class LeadGate {
  private let questions: UnsafeMutablePointer<FILE>?
  private let answers: Int32
  private let work: LeadProcess.Work
  /// The unit of this copy; nil in the process that makes the copies.
  private var unit: LeadProcess.Rest?

  private static let noAnswer = Data("\n".utf8)

  init(questions: Int32, answers: Int32, work: LeadProcess.Work) {
    self.questions = fdopen(questions, "r")
    self.answers = answers
    self.work = work
  }

  /// Never returns: neither from the process that halts nor from its copies.
  func run(text: String, arguments: [String]) -> Never {
    // A parse on a thread of its own would be without the thread that waits for it, once copied.
    setenv("LIBCLANG_NOTHREADS", "1", 1)
    // Whoever waits for the end of the worker's answers must not wait for this process.
    close(STDIN_FILENO)
    close(STDOUT_FILENO)
    let gate = "/proc/self/fd/\(fdport_memory_file("fdport-gate"))"
    gate.withCString { path in
      fdport_hook_open(
        path,
        { gate in
          guard let gate else { return -1 }
          return Unmanaged<LeadGate>.fromOpaque(gate).takeUnretainedValue().open()
        },
        Unmanaged.passUnretained(self).toOpaque())
      parse(text: text + "#include \"\(gate)\"\n", arguments: arguments)
    }
    // No copy: the lead did not come to its end, or libclang opens files in another way.
    _exit(1)
  }

  private func parse(text: String, arguments: [String]) {
    guard let tree = try? Index().parse(file: "/proc/fdport.c", arguments: arguments, text: text),
      let unit
    else { _exit(1) }
    write(unit.answer(tree) ?? LeadGate.noAnswer)
    // Nothing is taken down: the process ends.
    _exit(0)
  }

  /// Called where the rest of a unit is to be opened. Returns in copies only.
  private func open() -> Int32 {
    work.halted()
    while let line = nextLine() {
      let copy = fdport_fork()
      if copy == 0 {
        fdport_hook_open(nil, nil, nil)
        guard let rest = work.unit(line) else { _exit(1) }
        unit = rest
        return file(with: rest.text)
      }
      var status: Int32 = 0
      let isDone = copy > 0 && waitpid(copy, &status, 0) == copy && status == 0
      if !isDone { write(LeadGate.noAnswer) }
    }
    _exit(0)
  }

  private func nextLine() -> String? {
    var line: UnsafeMutablePointer<CChar>?
    var size = 0
    defer { free(line) }
    let count = getline(&line, &size, questions)
    guard count > 0, let line else { return nil }
    return String(cString: line)
  }

  private func file(with text: String) -> Int32 {
    let file = fdport_memory_file("fdport-rest")
    guard file >= 0, write(Data(text.utf8), to: file), lseek(file, 0, SEEK_SET) == 0 else {
      _exit(1)
    }
    return file
  }

  private func write(_ data: Data) {
    if !write(data, to: answers) { _exit(1) }
  }

  private func write(_ data: Data, to file: Int32) -> Bool {
    (try? FileHandle(fileDescriptor: file, closeOnDealloc: false).write(contentsOf: data)) != nil
  }
}
