internal import CLibclang

/// Drives libclang's visitor and keeps the stack of parents, which libclang has for declarations
/// only. Lives as long as one walk.
final class Walker {
  struct Level {
    let cursor: CXCursor
    /// Which child of its parent it is, from 0.
    let position: Int
    /// How many of its own children were visited so far.
    var visitedChildren = 0
  }

  private(set) var levels: [Level]
  let macroDefinitions = MacroDefinitions()
  private let body: (borrowing Visit) -> Visit.Next

  init(root: CXCursor, body: @escaping (borrowing Visit) -> Visit.Next) {
    levels = [Level(cursor: root, position: 0)]
    self.body = body
  }

  func visitChildrenOfTop() {
    guard let top = levels.last else { return }
    let data = Unmanaged.passUnretained(self).toOpaque()
    _ = clang_visitChildren(
      top.cursor,
      { cursor, _, data in
        guard let data else { return CXChildVisit_Break }
        Unmanaged<Walker>.fromOpaque(data).takeUnretainedValue().visit(cursor)
        return CXChildVisit_Continue
      }, data)
  }

  private func visit(_ cursor: CXCursor) {
    guard clang_isPreprocessing(clang_getCursorKind(cursor)) == 0 else {
      return macroDefinitions.note(cursor)
    }
    let parent = levels.count - 1
    levels.append(Level(cursor: cursor, position: levels[parent].visitedChildren))
    levels[parent].visitedChildren += 1
    if body(Visit(walker: self)) == .descend {
      visitChildrenOfTop()
    }
    levels.removeLast()
  }
}
