import CLibgit2

/// A handle of libgit2 that is freed exactly once.
struct Owned: ~Copyable {
  let pointer: OpaquePointer
  private let release: (OpaquePointer?) -> Void
  private let library: LibraryUse

  /// Takes what `make` puts into its out parameter.
  init(
    _ operation: String, release: @escaping (OpaquePointer?) -> Void,
    make: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
  ) throws(GitError) {
    let library = try LibraryUse()
    var made: OpaquePointer?
    try check(make(&made), operation)
    guard let made else {
      throw .library(operation: operation, code: 0, message: "it gave no handle")
    }
    pointer = made
    self.release = release
    self.library = library
  }

  deinit {
    release(pointer)
  }
}
