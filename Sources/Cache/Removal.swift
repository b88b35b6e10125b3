import Foundation

/// Removes a directory and all in it, read-only directories included, without following links.
enum Removal {
  static func remove(_ path: String) throws(CacheError) {
    guard let kind = try? FileKind.of(path) else { return }
    if kind == .directory {
      try allowWriting(in: path)
    }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw SystemFailure.writing(path, error)
    }
  }

  /// A pristine tree is kept read-only; only its owner's write bit lets its names be removed.
  private static func allowWriting(in directory: String) throws(CacheError) {
    do {
      try FileManager.default.setAttributes(
        [.posixPermissions: NSNumber(value: 0o755)], ofItemAtPath: directory)
    } catch {
      throw SystemFailure.writing(directory, error)
    }
    for name in try DirectoryListing.names(in: directory) {
      let path = directory + "/" + name
      if try FileKind.of(path) == .directory {
        try allowWriting(in: path)
      }
    }
  }
}
