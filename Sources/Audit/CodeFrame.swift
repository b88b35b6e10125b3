import Clang

/// What the walk knows of one node on the way down to where it is: whether code results from it.
struct CodeFrame {
  let kind: SyntaxKind
  /// Set if no code results from the node.
  let exclusion: CodeExclusion?
  /// The link name of the function around it; nil at file scope.
  let function: String?
  /// The value of its condition, once that child was visited, if it is constant.
  var condition: Int?
  /// In a block: true behind what control does not pass, until a label.
  var hasJumped = false

  /// True if the child at `position` stands where the constant condition never leads.
  func excludesChild(at position: Int, shortCircuit: Cursor.ShortCircuit?) -> Bool {
    guard let condition else { return false }
    switch (kind, position) {
    case (.if, 1), (.conditional, 1), (.while, 1): return condition == 0
    case (.if, 2), (.conditional, 2): return condition != 0
    case (.binary, 1):
      return shortCircuit == .and ? condition == 0 : shortCircuit == .or && condition != 0
    default: return false
    }
  }

  /// True if the child at `position` is the condition.
  func isCondition(at position: Int) -> Bool {
    switch kind {
    case .if, .conditional, .while, .binary: position == 0
    default: false
    }
  }
}
