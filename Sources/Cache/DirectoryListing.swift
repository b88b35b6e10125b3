import Foundation

/// The names in a directory, in the order of their bytes, whatever the locale.
package enum DirectoryListing {
  package static func names(in directory: String) throws(CacheError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory)
        .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    } catch {
      throw SystemFailure.reading(directory, error)
    }
  }
}
