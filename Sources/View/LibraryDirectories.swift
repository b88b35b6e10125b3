import Foundation

/// An installed static C library: where its headers and its archives are.
///
/// Two directories, since a Debian package keeps them apart while `make install` keeps them
/// together.
package struct LibraryDirectories: Hashable, Sendable {
  package let include: String
  package let lib: String

  package init(include: String, lib: String) {
    self.include = include
    self.lib = lib
  }

  /// The library that `make install` put under `prefix`.
  package init(prefix: String) {
    self.init(include: prefix + "/include", lib: prefix + "/lib")
  }

  /// Every header, relative to `include`, sorted.
  func headers() throws(ViewError) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: include) else {
      throw .noLibrary(include)
    }
    let headers = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".h") }.sorted()
    guard headers.contains("stdio.h") else { throw .noLibrary(include) }
    return headers
  }

  /// The archives and start files, without directory, sorted. Shared libraries are left out: a
  /// program of the view is static.
  func linkFiles() throws(ViewError) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: lib)) ?? []
    let files = names.filter { $0.hasSuffix(".a") || $0.hasSuffix(".o") }.sorted()
    guard files.contains("libc.a"), files.contains("crt1.o") else { throw .noLibrary(lib) }
    return files
  }
}
