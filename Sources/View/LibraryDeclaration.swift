/// One declaration in a header of the C library, of a name that the view hides.
struct LibraryDeclaration: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    /// The declaration's own tokens, without `extern` and the semicolon.
    case declared(String)
    /// A macro: AT_FDCWD, or the form of a function such as `_tolower` that is none in this library.
    case macro
  }

  let name: String
  /// Relative to the library's include directory.
  let header: String
  /// Where the name stands, from 1.
  let line: Int
  let form: Form
}
