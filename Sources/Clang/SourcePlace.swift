internal import CLibclang

/// A place in a file.
package struct SourcePlace: Hashable, Sendable {
  /// As libclang names it: relative to the working directory if the file was found that way.
  package let path: String
  /// From 1.
  package let line: Int
  /// From 1, in bytes.
  package let column: Int
  /// From 0, in bytes.
  package let offset: Int

  private typealias Query = (
    CXSourceLocation, UnsafeMutablePointer<CXFile?>?, UnsafeMutablePointer<UInt32>?,
    UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<UInt32>?
  ) -> Void

  /// The start of the outermost macro invocation around `location`, or its own place.
  init?(expansionOf location: CXSourceLocation) {
    self.init(location, clang_getExpansionLocation)
  }

  /// Where the characters stand: in a macro's body or argument. Nil for what `##` made and for
  /// macros of the command line.
  init?(spellingOf location: CXSourceLocation) {
    self.init(location, clang_getSpellingLocation)
  }

  /// The place in the text of the file that was read: the argument itself for what is written in
  /// a macro's argument, the invocation for what a macro's body brought.
  init?(fileOf location: CXSourceLocation) {
    self.init(location, clang_getFileLocation)
  }

  private init?(_ location: CXSourceLocation, _ query: Query) {
    var file: CXFile?
    var line: UInt32 = 0
    var column: UInt32 = 0
    var offset: UInt32 = 0
    query(location, &file, &line, &column, &offset)
    guard let file, let path = String(taking: clang_getFileName(file)) else { return nil }
    self.path = path
    self.line = Int(line)
    self.column = Int(column)
    self.offset = Int(offset)
  }
}
