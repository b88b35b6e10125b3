internal import CLibclang

/// A place in a file, without what takes time to ask for.
package struct FilePlace: Hashable, Sendable {
  package let file: FileIdentity
  /// From 0, in bytes.
  package let offset: Int

  /// As ``SourcePlace/init(fileOf:)``.
  init?(_ location: CXSourceLocation) {
    var file: CXFile?
    var offset: UInt32 = 0
    clang_getFileLocation(location, &file, nil, nil, &offset)
    guard let file else { return nil }
    self.file = FileIdentity(file)
    self.offset = Int(offset)
  }
}

extension Cursor {
  /// From where to where the node reaches in its file; nil if it begins and ends in different ones.
  package var stretch: (file: FileIdentity, range: ClosedRange<Int>)? {
    let range = clang_getCursorExtent(raw)
    guard let start = FilePlace(clang_getRangeStart(range)),
      let end = FilePlace(clang_getRangeEnd(range)), start.file == end.file,
      start.offset <= end.offset
    else { return nil }
    return (start.file, start.offset...end.offset)
  }
}
