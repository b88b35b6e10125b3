internal import CLibclang

extension Cursor {
  /// Whether a comparison of an unsigned value with a constant has the same outcome for every value of
  /// its type, as `size > SIZE_MAX`; nil if it has not, or is none. gcc folds it at -O0; clang does not.
  package var isAlwaysTrueComparison: Bool? { Cursor.outcome(of: raw) }

  private static func outcome(of cursor: CXCursor) -> Bool? {
    switch clang_getCursorKind(cursor) {
    case CXCursor_ParenExpr, CXCursor_UnexposedExpr:
      let operands = children(of: cursor)
      return operands.count == 1 ? outcome(of: operands[0]) : nil
    case CXCursor_BinaryOperator:
      let operands = children(of: cursor)
      guard operands.count == 2, let limit = unsignedConstant(operands[1]),
        let greatest = greatestValue(of: operands[0])
      else { return nil }
      switch fdport_binary_operator(cursor, operands[1]) {
      case fdport_operator_greater: return limit >= greatest ? false : nil
      case fdport_operator_less_or_equal: return limit >= greatest ? true : nil
      case fdport_operator_greater_or_equal:
        return limit > greatest ? false : limit == 0 ? true : nil
      case fdport_operator_less: return limit > greatest ? true : limit == 0 ? false : nil
      default: return nil
      }
    default: return nil
    }
  }

  /// The greatest value that an expression can have by its type, if that is an unsigned one.
  private static func greatestValue(of cursor: CXCursor) -> UInt64? {
    let type = clang_getCanonicalType(clang_getCursorType(cursor))
    switch type.kind {
    case CXType_UChar, CXType_UShort, CXType_UInt, CXType_ULong, CXType_ULongLong:
      let size = clang_Type_getSizeOf(type)
      guard (1...8).contains(size) else { return nil }
      return UInt64.max >> UInt64(64 - 8 * size)
    default: return nil
    }
  }

  private static func unsignedConstant(_ cursor: CXCursor) -> UInt64? {
    guard let result = clang_Cursor_Evaluate(cursor) else { return nil }
    defer { clang_EvalResult_dispose(result) }
    guard clang_EvalResult_getKind(result) == CXEval_Int else { return nil }
    guard clang_EvalResult_isUnsignedInt(result) == 0 else {
      return clang_EvalResult_getAsUnsigned(result)
    }
    return UInt64(exactly: clang_EvalResult_getAsLongLong(result))
  }
}
