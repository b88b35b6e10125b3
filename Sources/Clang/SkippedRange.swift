internal import CLibclang

/// Text of one file that the preprocessor skipped, in one of the file's inclusions.
package struct SkippedRange: Hashable, Sendable {
  package let file: FileIdentity
  /// Bytes from the start of the file: from the `#` of the conditional's directive to its end.
  package let start: Int
  package let end: Int
}

extension TranslationUnit {
  /// Needs the detailed preprocessing record.
  package var skippedRanges: [SkippedRange] {
    guard let list = clang_getAllSkippedRanges(raw) else { return [] }
    defer { clang_disposeSourceRangeList(list) }
    return (0..<Int(list.pointee.count)).compactMap { index in
      let range = list.pointee.ranges[index]
      guard let start = FilePlace(clang_getRangeStart(range)),
        let end = FilePlace(clang_getRangeEnd(range))
      else { return nil }
      return SkippedRange(file: start.file, start: start.offset, end: end.offset)
    }
  }
}
