// The worker that links libclang. It says libclang's version, then answers each WorkerRequest, a line of JSON
// on standard input, by a UnitResult or a FlagsAnswer, a line of JSON on standard output. A crash on hostile
// source ends this process and costs that one unit.
import Audit
import Catalogue
import Clang
import Findings
import Foundation

/// Ends the worker with the status that means: the tool could not do its job.
func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("fdport-audit: \(message)\n".utf8))
  exit(2)
}

/// Debian's libclang looks for its headers in lib/clang/19 beneath the working directory first, which
/// exists in / and /usr, and then fails on the first <stddef.h>. All paths of a request are absolute.
///
/// libclang 14 changes the directory of this process by -working-directory, and leaves it so.
func leaveDirectory() {
  guard chdir("/proc") == 0 else { fail("cannot leave the working directory for /proc") }
}

leaveDirectory()

// A process that has a unit's beginning may end before it is asked.
signal(SIGPIPE, SIG_IGN)

// libclang catches a crash of its parser and says so, unless the caller's environment turns that off.
unsetenv("LIBCLANG_DISABLE_CRASH_RECOVERY")

// For `fdport doctor`: that this program starts at all shows that its library is there.
guard CommandLine.arguments.dropFirst() != ["--version"] else {
  print(ClangVersion.text)
  exit(0)
}

// A unit that takes longer ends this process by the signal's default action: also when the front is gone
// and nobody is there to do it.
let arguments = CommandLine.arguments
let patience = arguments.count == 3 && arguments[1] == "--patience" ? UInt32(arguments[2]) : nil
guard let patience else {
  fail("usage: fdport-audit --patience SECONDS, as fdport starts it")
}
let output = FileHandle.standardOutput

func encoded(_ line: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return try encoder.encode(line) + Data("\n".utf8)
}

func answer(line: Data) {
  do {
    try output.write(contentsOf: line)
  } catch {
    fail("the answer cannot be written: \(error)")
  }
}

func answer(_ line: some Encodable) {
  do {
    answer(line: try encoded(line))
  } catch {
    fail("the answer cannot be encoded: \(error)")
  }
}

MappedCode.ofProcess.discard()
answer(ClangVersion.text)
let audit = UnitAudit(catalogue: .bundled)
var led: LedUnits? = LedUnits(audit, patience: patience)
while let line = readLine() {
  let request: WorkerRequest
  do {
    request = try JSONDecoder().decode(WorkerRequest.self, from: Data(line.utf8))
  } catch {
    fail("the request is not a WorkerRequest: \(error)")
  }
  leaveDirectory()
  alarm(patience)
  switch request {
  case .unit(let request):
    if let line = led?.answer(request, encode: { try? encoded($0) }) {
      alarm(0)
      answer(line: line)
      continue
    }
    let result = audit.result(request)
    alarm(0)
    answer(result)
  case .flags(let request):
    let setting = try? CompilerSetting(arguments: request.arguments, text: request.text)
    alarm(0)
    answer(
      setting.map {
        FlagsAnswer(
          macros: $0.macros, searchText: $0.searchText, libraries: MappedCode.ofProcess.files)
      })
  }
}
// A global variable is not taken down by itself, and its process would outlive this one for a moment.
led = nil
