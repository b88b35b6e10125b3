import Clang

/// Recognises a name that is a statement by itself, as in `(void)stdin;`: even at -O0 gcc emits nothing
/// for what has no effect.
enum DiscardedValue {
  static func contains(_ visit: borrowing Visit) -> Bool {
    for level in 1..<max(visit.depth, 1) {
      switch visit[ancestor: level].kind {
      case .parentheses, .implicit, .cast: continue
      // The last of `({ ... })` is its value.
      case .compound:
        return level + 1 >= visit.depth || visit[ancestor: level + 1].kind != .statementExpression
      // A branch or a body without braces; what comes first is the condition.
      case .if, .while: return visit.position(ofAncestor: level - 1) > 0
      case .do: return visit.position(ofAncestor: level - 1) == 0
      case .label: return true
      default: return false
      }
    }
    return false
  }
}
