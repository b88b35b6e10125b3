internal import CLibclang

extension Cursor {
  /// The nodes directly below, in libclang's order.
  static func children(of cursor: CXCursor) -> [CXCursor] {
    let children = Children()
    _ = clang_visitChildren(
      cursor,
      { cursor, _, data in
        guard let data else { return CXChildVisit_Break }
        Unmanaged<Children>.fromOpaque(data).takeUnretainedValue().cursors.append(cursor)
        return CXChildVisit_Continue
      }, Unmanaged.passUnretained(children).toOpaque())
    return children.cursors
  }

  private final class Children {
    var cursors: [CXCursor] = []
  }
}
