import Foundation

/// Copies of files and directories that are the caller's own.
///
/// FileManager gives a copied directory the owner of the original, and fails where it may not: an
/// unprivileged user could copy no directory of a package or of an installation (fchown(2), EPERM).
package enum TreeCopy {
  /// Copies a file, a link as a link, or a directory with all in it; the modes stay.
  package static func copy(_ source: String, to destination: String) throws {
    let manager = FileManager.default
    let attributes = try manager.attributesOfItem(atPath: source)
    guard attributes[.type] as? FileAttributeType == .typeDirectory else {
      return try manager.copyItem(atPath: source, toPath: destination)
    }
    try manager.createDirectory(atPath: destination, withIntermediateDirectories: false)
    for name in try manager.contentsOfDirectory(atPath: source) {
      try copy(source + "/" + name, to: destination + "/" + name)
    }
    // Last, since one may not write into a directory that is for reading.
    if let mode = attributes[.posixPermissions] {
      try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: destination)
    }
  }
}
