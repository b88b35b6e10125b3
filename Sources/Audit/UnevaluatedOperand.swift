import Clang

/// Recognises operands that are only looked at for their type.
enum UnevaluatedOperand {
  static func contains(_ visit: borrowing Visit, kind: SyntaxKind, parent: SyntaxKind) -> Bool {
    guard kind.isExpression else { return false }
    switch parent {
    // A size that is not constant is that of an array whose length must be computed (C11 6.5.3.4).
    case .sizeOf: return visit[ancestor: 1].constantInteger != nil
    case .selection: return isUnselected(visit)
    case .variable, .parameter, .otherDeclaration:
      return !visit[ancestor: 1].hasVariableLength && standsBeforeName(visit)
    default: return false
    }
  }

  /// libclang visits the controlling expression and all associations of `_Generic` alike. Only
  /// an association of the selection's own type can be the chosen one.
  private static func isUnselected(_ visit: borrowing Visit) -> Bool {
    guard visit.position > 0 else { return true }
    return visit.cursor.canonicalType != visit[ancestor: 1].canonicalType
  }

  /// In `typeof(open("x", 0)) name = 1` the operand stands before the declared name, an initial
  /// value behind it.
  private static func standsBeforeName(_ visit: borrowing Visit) -> Bool {
    guard
      let operand = visit.cursor.extent?.fileStart, let name = visit[ancestor: 1].filePlace
    else { return false }
    return operand.path == name.path && operand.offset < name.offset
  }
}
