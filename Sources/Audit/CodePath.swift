import Clang

/// The way down to the node that a walk has reached, and what it says of the code that results.
struct CodePath {
  /// One a depth.
  private var frames: [CodeFrame] = []

  /// The link name of the function around the node; nil at file scope.
  var function: String? { frames.last?.function }

  /// Leaves what the walk is out of, and tells why no code results from the node; nil if it does.
  mutating func lead(to visit: borrowing Visit, kind: SyntaxKind) -> CodeExclusion? {
    frames.removeLast(frames.count - (visit.depth - 1))
    return exclusion(of: visit, kind: kind)
  }

  /// The walk goes on below the node.
  mutating func descend(_ frame: CodeFrame) { frames.append(frame) }

  /// Whether code results from the node, given its parent; notes what its siblings need.
  private mutating func exclusion(of visit: borrowing Visit, kind: SyntaxKind) -> CodeExclusion? {
    guard let parent = frames.last else { return nil }
    if let inherited = parent.exclusion { return inherited }
    let position = visit.position
    if UnevaluatedOperand.contains(visit, kind: kind, parent: parent.kind) { return .unevaluated }
    if kind.isExpression && parent.isCondition(at: position) {
      frames[frames.count - 1].condition = constant(visit)
      return nil
    }
    if parent.condition != nil {
      let shortCircuit = parent.kind == .binary ? visit[ancestor: 1].shortCircuit : nil
      if parent.excludesChild(at: position, shortCircuit: shortCircuit) {
        return visit.cursor.containsJumpTarget ? nil : .dead
      }
    }
    guard parent.kind == .compound else { return nil }
    return exclusionInBlock(visit, kind: kind, parent: parent)
  }

  /// gcc leaves out, even at -O0, what follows a jump and is no jump's target.
  private mutating func exclusionInBlock(
    _ visit: borrowing Visit, kind: SyntaxKind, parent: CodeFrame
  ) -> CodeExclusion? {
    let block = frames.count - 1
    if kind == .label || kind == .case {
      frames[block].hasJumped = false
      return nil
    }
    if parent.hasJumped {
      guard visit.cursor.containsJumpTarget else { return .dead }
      frames[block].hasJumped = false
    }
    if visit.cursor.neverCompletes { frames[block].hasJumped = true }
    return nil
  }

  private func constant(_ visit: borrowing Visit) -> Int? {
    guard let value = visit.cursor.constantInteger else {
      return visit.cursor.isAlwaysTrueComparison.map { $0 ? 1 : 0 }
    }
    return visit.cursor.readsConstant ? nil : value
  }
}
