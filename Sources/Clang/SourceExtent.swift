internal import CLibclang

/// From where to where a node reaches, seen in two ways that differ inside macro arguments.
package struct SourceExtent: Hashable, Sendable {
  /// The first character: of the outermost macro invocation, and as written in the file.
  package let expansionStart: SourcePlace
  package let fileStart: SourcePlace
  /// Behind the last character, in the same two ways.
  package let expansionEnd: SourcePlace
  package let fileEnd: SourcePlace

  init?(_ range: CXSourceRange) {
    let start = clang_getRangeStart(range)
    let end = clang_getRangeEnd(range)
    guard
      let expansionStart = SourcePlace(expansionOf: start),
      let fileStart = SourcePlace(fileOf: start),
      let expansionEnd = SourcePlace(expansionOf: end),
      let fileEnd = SourcePlace(fileOf: end)
    else { return nil }
    self.expansionStart = expansionStart
    self.fileStart = fileStart
    self.expansionEnd = expansionEnd
    self.fileEnd = fileEnd
  }
}
