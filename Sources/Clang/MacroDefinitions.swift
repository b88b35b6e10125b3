internal import CLibclang

/// The macros that a unit defines, as long as it lives. There are thousands, and most walks ask for none: nothing is
/// done for one before.
package final class MacroDefinitions {
  private var cursors: [CXCursor] = []
  private lazy var numbers: [String: [Int]] = cursors.indices.reduce(into: [:]) { numbers, number in
    if let name = String(taking: clang_getCursorSpelling(cursors[number])) {
      numbers[name, default: []].append(number)
    }
  }

  /// libclang visits the preprocessor's doings before the first declaration.
  func note(_ cursor: CXCursor) {
    if clang_getCursorKind(cursor) == CXCursor_MacroDefinition { cursors.append(cursor) }
  }

  /// Where the name stands in each of its definitions, in their order. What the compiler predefines stands nowhere.
  package func places(of name: String) -> [SourcePlace] {
    (numbers[name] ?? []).compactMap { SourcePlace(fileOf: clang_getCursorLocation(cursors[$0])) }
  }
}
