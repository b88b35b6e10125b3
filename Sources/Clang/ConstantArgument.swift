internal import CLibclang

/// What the compiler knows of one argument of a call.
package struct ConstantArgument: Hashable, Sendable {
  /// Set if it is a constant integer.
  package let integer: Int?
  /// The string literals that it can be, as C writes them, adjoining ones joined; empty if it can be
  /// something else too. Several where a condition chooses.
  package let literals: [String]
}

extension Cursor {
  /// The argument at `index`, from 0, of a call; nil if it has fewer.
  package func constantArgument(at index: Int) -> ConstantArgument? {
    let argument = clang_Cursor_getArgument(raw, UInt32(index))
    guard clang_Cursor_isNull(argument) == 0 else { return nil }
    return ConstantArgument(
      integer: Cursor(argument).constantInteger, literals: Cursor.literals(of: argument, depth: 0))
  }

  private static let transparent: Set<UInt32> = [
    CXCursor_UnexposedExpr.rawValue, CXCursor_ParenExpr.rawValue, CXCursor_CStyleCastExpr.rawValue,
    CXCursor_CompoundLiteralExpr.rawValue, CXCursor_InitListExpr.rawValue,
    CXCursor_CXXStaticCastExpr.rawValue, CXCursor_CXXReinterpretCastExpr.rawValue,
    CXCursor_CXXConstCastExpr.rawValue, CXCursor_CXXFunctionalCastExpr.rawValue,
  ]

  private static func literals(of cursor: CXCursor, depth: Int) -> [String] {
    let kind = clang_getCursorKind(cursor)
    // No nesting that people write is deeper; a constant that is initialised by itself must end.
    guard depth < 32 else { return [] }
    switch kind {
    case CXCursor_StringLiteral:
      return String(taking: clang_getCursorSpelling(cursor)).map { [$0] } ?? []
    case CXCursor_DeclRefExpr:
      return literalsOfConstant(clang_getCursorReferenced(cursor), depth: depth)
    case CXCursor_ConditionalOperator:
      let branches = children(of: cursor).dropFirst().map { literals(of: $0, depth: depth + 1) }
      return branches.contains { $0.isEmpty } ? [] : branches.flatMap { $0 }
    case CXCursor_UnaryOperator: return literalOfAddress(cursor)
    default:
      // The type of a cast stands before its operand.
      guard transparent.contains(kind.rawValue), let last = children(of: cursor).last
      else { return [] }
      return literals(of: last, depth: depth + 1)
    }
  }

  /// The one string in what `&` is taken of: a constant socket address with a path, as sockaddr_un(7) has it.
  private static func literalOfAddress(_ cursor: CXCursor) -> [String] {
    let operands = children(of: cursor)
    guard clang_getCursorType(cursor).kind == CXType_Pointer, operands.count == 1 else { return [] }
    let value =
      clang_getCursorKind(operands[0]) == CXCursor_DeclRefExpr
      ? valueOfConstant(clang_getCursorReferenced(operands[0])) : operands[0]
    let found = value.map { strings(in: $0, depth: 0) } ?? []
    return found.count == 1 ? found : []
  }

  /// Of the members of an initialiser.
  private static func strings(in cursor: CXCursor, depth: Int) -> [String] {
    switch clang_getCursorKind(cursor) {
    case CXCursor_StringLiteral:
      return String(taking: clang_getCursorSpelling(cursor)).map { [$0] } ?? []
    case CXCursor_InitListExpr, CXCursor_CompoundLiteralExpr, CXCursor_UnexposedExpr:
      guard depth < 8 else { return [] }
      return children(of: cursor).flatMap { strings(in: $0, depth: depth + 1) }
    default: return []
    }
  }

  /// `static const char path[] = "/etc/x"` or `char *const path = "x"`; another variable may have been
  /// assigned to.
  private static func literalsOfConstant(_ variable: CXCursor, depth: Int) -> [String] {
    valueOfConstant(variable).map { literals(of: $0, depth: depth + 1) } ?? []
  }

  private static func valueOfConstant(_ variable: CXCursor) -> CXCursor? {
    guard clang_getCursorKind(variable) == CXCursor_VarDecl else { return nil }
    let type = clang_getCursorType(variable)
    let element = clang_getArrayElementType(type)
    let isConstant =
      clang_isConstQualifiedType(type) != 0
      || (element.kind != CXType_Invalid && clang_isConstQualifiedType(element) != 0)
    guard isConstant, let value = children(of: variable).last,
      clang_isExpression(clang_getCursorKind(value)) != 0
    else { return nil }
    return value
  }
}
