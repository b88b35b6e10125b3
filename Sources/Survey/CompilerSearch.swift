import Findings
import Foundation
import Tools

/// Where libclang itself looks for headers, and what libclang is made of: asked of the worker once for
/// each kind of target.
struct CompilerSearch: Codable, Hashable, Sendable {
  /// In its order, with those that do not exist: they may come to exist.
  let directories: [String]
  /// The files mapped as code into the worker.
  let libraries: [String]

  static func ask(_ worker: Worker, target: [String]) async throws(ToolError) -> CompilerSearch {
    let outcome = try await Tool(worker.path, ["--search"] + target).run()
    guard outcome.isSuccess else {
      throw .failed(program: worker.name, status: outcome.statusText, output: outcome.errorText)
    }
    let libraries = outcome.text.split(separator: "\n").map(String.init)
    return CompilerSearch(
      directories: directories(in: outcome.errorText), libraries: libraries)
  }

  /// Reads what clang's -v says (clang/lib/Lex/InitHeaderSearch.cpp).
  static func directories(in text: String) -> [String] {
    var found: [String] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix(" /") {
        found.append(line.dropFirst().trimmingCharacters(in: .whitespaces))
      } else if line.hasPrefix("ignoring nonexistent directory \"") {
        found.append(line.split(separator: "\"").dropFirst().first.map(String.init) ?? "")
      }
    }
    return found
  }
}
