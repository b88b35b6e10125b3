/// Why the cache could not do its work; every case names the path and what a person can do.
package enum CacheError: Error, Hashable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  /// The file system refuses to write; `isFull` if that is because no space is left.
  case unwritable(path: String, reason: String, isFull: Bool)
  /// The maker of an entry returned without having made it.
  case incompleteEntry(path: String)

  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason, isFull: true):
      "cannot write \(path): \(reason); free some space (`fdport cache clean`), or set "
        + "XDG_CACHE_HOME to a directory on a larger file system"
    case .unwritable(let path, let reason, isFull: false):
      "cannot write \(path): \(reason); make it writable, or set XDG_CACHE_HOME to a directory "
        + "that is"
    case .incompleteEntry(let path): "the cache entry \(path) was not made"
    }
  }
}
