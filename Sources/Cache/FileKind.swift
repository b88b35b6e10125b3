import Foundation
import SystemPackage

/// What a path is, without following a symbolic link.
package enum FileKind: Hashable, Sendable {
  case file(isExecutable: Bool)
  case directory
  case symbolicLink(target: String)
  /// A device, socket or pipe.
  case other

  package static func of(_ path: String) throws(CacheError) -> FileKind {
    do {
      let manager = FileManager.default
      let attributes = try manager.attributesOfItem(atPath: path)
      switch attributes[.type] as? FileAttributeType {
      case .typeRegular:
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        return .file(isExecutable: mode & 0o100 != 0)
      case .typeDirectory: return .directory
      case .typeSymbolicLink:
        return .symbolicLink(target: try manager.destinationOfSymbolicLink(atPath: path))
      default: return .other
      }
    } catch {
      throw SystemFailure.reading(path, error)
    }
  }
}
