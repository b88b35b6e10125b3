internal import CLibclang

extension Cursor {
  /// True if control never passes behind the statement: a jump, a call of a function that does not
  /// return, or a block or condition all of whose ends are such.
  package var neverCompletes: Bool { Cursor.neverCompletes(raw) }

  private static func neverCompletes(_ cursor: CXCursor) -> Bool {
    switch SyntaxKind(clang_getCursorKind(cursor)) {
    case .return, .jump: true
    case .call: isCallOfNonreturning(cursor)
    case .compound, .label, .case: children(of: cursor).last.map(neverCompletes) ?? false
    case .if: branchesNeverComplete(children(of: cursor))
    default: false
    }
  }

  /// Condition, then, else.
  private static func branchesNeverComplete(_ children: [CXCursor]) -> Bool {
    children.count == 3 && neverCompletes(children[1]) && neverCompletes(children[2])
  }

  /// glibc declares exit() and abort() with the attribute, which becomes part of the type.
  private static func isCallOfNonreturning(_ call: CXCursor) -> Bool {
    let function = clang_getCursorReferenced(call)
    guard clang_Cursor_isNull(function) == 0 else { return false }
    let type = String(taking: clang_getTypeSpelling(clang_getCursorType(function))) ?? ""
    return type.contains("noreturn")
  }
}
