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
      default: return false
      }
    }
    return false
  }
}
