/// What results depend on beside the texts.
package struct CompilerSetting {
  /// As ``MacroList`` has them.
  package let macros: [String]
  /// Where libclang looks for headers, as clang's -v says it.
  package let searchText: String

  /// What libclang has under `arguments`, and under a main file with `text`. Nil if it cannot be told where
  /// it looks.
  package init?(arguments: [String], text: String) throws(ClangError) {
    var macros: [String] = []
    let said = try StandardErrorText.during { () throws(ClangError) in
      macros = try MacroList.definitions(in: text, arguments: ["-v", "-w"] + arguments)
    }
    guard let said else { return nil }
    self.macros = macros
    searchText = said
  }
}
