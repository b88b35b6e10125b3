internal import CLibclang

/// One step of a walk: the node that was reached, and its ancestors.
///
/// Neither it nor a cursor can be copied, so that neither outlives the walk by accident.
package struct Visit: ~Copyable {
  package enum Next: Sendable {
    case descend
    case skipChildren
  }

  private let walker: Walker

  init(walker: Walker) {
    self.walker = walker
  }

  package var macroDefinitions: MacroDefinitions { walker.macroDefinitions }

  /// 1 for a declaration at file scope.
  package var depth: Int { walker.levels.count - 1 }

  /// Which child of its parent the node is, from 0, in libclang's order.
  package var position: Int { position(ofAncestor: 0) }

  /// The same for the node `level` steps above.
  package func position(ofAncestor level: Int) -> Int {
    walker.levels[depth - level].position
  }

  /// The node that was reached.
  package var cursor: Cursor {
    _read { yield Cursor(walker.levels[depth].cursor) }
  }

  /// The node `level` steps above; 0 is the node itself, ``depth`` the unit.
  package subscript(ancestor level: Int) -> Cursor {
    _read { yield Cursor(walker.levels[depth - level].cursor) }
  }
}
