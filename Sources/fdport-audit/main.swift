// The worker that links libclang: one AuditRequest as JSON on standard input, one AuditReply as
// JSON on standard output. A crash on hostile source ends this process and nothing else.
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

// Debian's libclang looks for its headers in lib/clang/19 beneath the working directory first, which
// exists in / and /usr, and then fails on the first <stddef.h>. All paths of a request are absolute.
guard FileManager.default.changeCurrentDirectoryPath("/proc") else {
  fail("cannot leave the working directory for /proc")
}

// libclang catches a crash of its parser and says so, unless the caller's environment turns that off.
unsetenv("LIBCLANG_DISABLE_CRASH_RECOVERY")

// For `fdport doctor`: that this program starts at all shows that its library is there.
guard CommandLine.arguments.dropFirst() != ["--version"] else {
  print(ClangVersion.text)
  exit(0)
}

let request: AuditRequest
do {
  request = try JSONDecoder().decode(
    AuditRequest.self, from: FileHandle.standardInput.readDataToEndOfFile())
} catch {
  fail("the request is not an AuditRequest: \(error)")
}

let auditor = Auditor(
  catalogue: .bundled, width: ProcessInfo.processInfo.activeProcessorCount)
let reply = await auditor.audit(request)
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
do {
  try FileHandle.standardOutput.write(contentsOf: encoder.encode(reply))
} catch {
  fail("the reply cannot be written: \(error)")
}
