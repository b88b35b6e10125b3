import Foundation

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

  /// The files that are mapped as code into this process, sorted (proc_pid_maps(5)).
  package static var libraries: [String] {
    let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
    let paths = (maps ?? "").split(separator: "\n").compactMap { line -> String? in
      let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      guard fields.count == 6, fields[1].contains("x"), fields[5].contains("/") else { return nil }
      return fields[5].trimmingCharacters(in: .whitespaces)
    }
    return Set(paths).sorted()
  }
}
