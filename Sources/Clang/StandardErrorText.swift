internal import CLibclang
import Foundation

/// What libclang says on standard error and nowhere else: with -v, where it looks for headers.
enum StandardErrorText {
  /// Runs `body` with standard error turned to a file in memory (memfd_create(2)), and returns what was
  /// written to it; nil if that cannot be done.
  static func during(_ body: () throws(ClangError) -> Void) throws(ClangError) -> String? {
    let memory = fdport_memory_file("fdport-stderr")
    guard memory >= 0 else { return nil }
    defer { close(memory) }
    let kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)
    guard kept >= 0 else { return nil }
    defer { close(kept) }
    guard dup2(memory, STDERR_FILENO) >= 0 else { return nil }
    defer { dup2(kept, STDERR_FILENO) }
    try body()
    guard lseek(memory, 0, SEEK_SET) == 0 else { return nil }
    let data = FileHandle(fileDescriptor: memory, closeOnDealloc: false).readDataToEndOfFile()
    return String(decoding: data, as: UTF8.self)
  }
}
