internal import CLibclang

/// The library that this program found at run time.
package enum ClangVersion {
  /// `Debian clang version 19.1.7 (...)`, in libclang's own words.
  package static var text: String {
    String(taking: clang_getClangVersion()) ?? "clang of unknown version"
  }
}
