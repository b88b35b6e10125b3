package import Compilation
package import Tools

/// What the compiler proper sees of one translation unit: the tokens after preprocessing.
///
/// The lines that a patch adds change what `__LINE__` (and so assert) expands to, and two trees have
/// two paths: these macros are fixed, so that only real differences are left.
package struct PreprocessedTokens: Sendable {
  private static let fixedMacros = [
    "-Wno-builtin-macro-redefined", "-D__LINE__=0", "-D__COUNTER__=0", "-D__FILE__=\"\"",
    "-D__DATE__=\"\"", "-D__TIME__=\"\"", "-D__TIMESTAMP__=\"\"",
  ]

  /// The compile command's file, relative to the build's root.
  package let file: String
  /// Separated by white space; string literals that hold white space are cut, on both sides alike.
  package let tokens: [Substring.UTF8View]

  /// Preprocesses the unit with the compiler that its command names.
  package static func of(_ command: CompileCommand, root: String) async throws(ToolError) -> Self {
    let tool = Tool(
      command.compiler, command.preprocessArguments + fixedMacros, directory: command.directory,
      environment: ["LC_ALL": "C"])
    let outcome = try await tool.run()
    guard outcome.isSuccess else {
      throw .failed(
        program: "\(command.compiler) -E \(command.file)", status: outcome.statusText,
        output: outcome.tail())
    }
    let text = Substring(outcome.text)
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return Self(
      file: AbsolutePath.relative(command.file, to: root),
      tokens: text.utf8.split(whereSeparator: isSpace).map { Substring($0).utf8 })
  }

  /// The first token that differs, as `was -> is` with its predecessor; nil if all are the same.
  package func firstDifference(from other: Self) -> String? {
    let limit = min(tokens.count, other.tokens.count)
    for index in 0..<limit where !tokens[index].elementsEqual(other.tokens[index]) {
      return "after '\(text(index - 1))': '\(other.text(index))' became '\(text(index))'"
    }
    guard tokens.count != other.tokens.count else { return nil }
    return "\(other.tokens.count) tokens became \(tokens.count)"
  }

  private func text(_ index: Int) -> String {
    tokens.indices.contains(index) ? String(Substring(tokens[index])) : ""
  }
}
