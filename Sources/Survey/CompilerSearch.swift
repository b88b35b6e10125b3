import Findings
import Foundation

/// Where libclang itself looks for headers, and what libclang is made of: asked of the worker once for
/// each kind of target.
struct CompilerSearch: Codable, Hashable, Sendable {
  /// In its order, with those that do not exist: they may come to exist.
  let directories: [String]
  /// The files mapped as code into the worker.
  let libraries: [String]

  /// Nil if libclang does not take the flags.
  static func ask(_ desk: FlagsDesk, target: [String]) async -> CompilerSearch? {
    // In / libclang 14 would find headers of its own beneath lib/clang, and name them so.
    let request = FlagsRequest(
      arguments: ["-x", "c", "-working-directory=/proc"] + target, text: "")
    guard let answer = await desk.answer(to: request) else { return nil }
    return CompilerSearch(
      directories: directories(in: answer.searchText), libraries: answer.libraries)
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
