package import Tools

/// Why a view could not be built, read, or an object file not examined.
package enum ViewError: Error, Hashable, CustomStringConvertible {
  case noLibrary(String)
  case file(path: String, reason: String)
  case tool(ToolError)
  /// The compiler ignores `__attribute__((__unavailable__))`, so that nothing would be an error.
  case compilerTooOld(String)
  /// A member of the view's archives still has a hidden name under its plain spelling.
  case notHidden([String])
  /// An executable without a symbol table: nothing can be said of it.
  case stripped(String)
  case notAView(directory: String, reason: String)
  /// A directory that nothing can be installed into, or that build systems cannot name.
  case prefix(path: String, reason: String)

  package var description: String {
    switch self {
    case .noLibrary(let path):
      "\(path): no static C library here (stdio.h, libc.a and crt1.o are expected); "
        + "build the sealed library first or name another one"
    case .file(let path, let reason): "\(path): \(reason)"
    case .tool(let error): error.description
    case .compilerTooOld(let compiler):
      "\(compiler) does not know the attribute 'unavailable': use gcc 12 or later, or clang"
    case .notHidden(let names):
      "the archive of the view still has \(names.count) names that it should hide: "
        + names.prefix(10).joined(separator: ", ")
    case .stripped(let path):
      "\(path): has no symbol table, so its references cannot be listed; examine it before strip"
    case .notAView(let directory, let reason):
      "\(directory): not a view (\(reason)); delete it and build it again"
    case .prefix(let path, let reason): "\(path): \(reason)"
    }
  }
}

extension Tool {
  /// Runs the program, for which any status but 0 is an error here.
  func succeed() async throws(ViewError) -> Outcome {
    let outcome: Outcome
    do {
      outcome = try await run()
    } catch {
      throw .tool(error)
    }
    guard outcome.isSuccess else {
      throw .tool(
        .failed(program: executable, status: outcome.statusText, output: outcome.tail()))
    }
    return outcome
  }
}
