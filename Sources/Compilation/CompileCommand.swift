/// One entry of compile_commands.json: how one translation unit is compiled.
///
/// https://clang.llvm.org/docs/JSONCompilationDatabase.html
package struct CompileCommand: Codable, Hashable, Sendable {
  /// The main source file, absolute.
  package let file: String
  /// The directory in which the compiler was started, absolute.
  package let directory: String
  /// The compiler and its arguments, without any shell quoting.
  package let arguments: [String]

  package init(file: String, directory: String, arguments: [String]) {
    self.file = file
    self.directory = directory
    self.arguments = arguments
  }
}
