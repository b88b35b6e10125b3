import Foundation

/// Recognises, in what a worker printed, that a shared library of it is missing, and says which package
/// holds it.
enum MissingLibrary {
  /// How ld.so(8) of glibc begins the message, untranslated.
  private static let mark = "error while loading shared libraries: "

  /// As further lines of a message; empty where `text` does not speak of it.
  static func remedy(for text: String) -> String {
    guard let start = text.range(of: mark)?.upperBound else { return "" }
    let library = text[start...].prefix { $0 != ":" && $0 != "\n" }
    guard let package = package(of: library) else { return "" }
    return """

      help: install \(package) (`sudo apt-get install \(package)` on Debian), or run `make setup`; \
      `fdport doctor` says what else is missing
      """
  }

  /// Debian's names: libclang-19.so.1 lies in libclang1-19, libgit2.so.1.5 in libgit2-1.5.
  private static func package(of library: Substring) -> String? {
    if library.hasPrefix("libclang-") {
      let version = library.dropFirst("libclang-".count).prefix(while: \.isNumber)
      return "libclang1-\(version)"
    }
    guard library.hasPrefix("libgit2.so.") else { return nil }
    return "libgit2-\(library.dropFirst("libgit2.so.".count))"
  }
}
