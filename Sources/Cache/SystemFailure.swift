import Foundation
import SystemPackage

/// Turns what Foundation and the system calls throw into a ``CacheError`` that names the path.
enum SystemFailure {
  static func writing(_ path: String, _ error: any Error) -> CacheError {
    if let known = error as? CacheError {
      return known
    }
    let code = errorNumber(error)
    let isFull = code == .noSpace || code == .diskQuotaExceeded
    return .unwritable(path: path, reason: reason(code), isFull: isFull)
  }

  static func reading(_ path: String, _ error: any Error) -> CacheError {
    if let known = error as? CacheError {
      return known
    }
    return .unreadable(path: path, reason: reason(errorNumber(error)))
  }

  private static func reason(_ code: Errno?) -> String {
    // Foundation drops some errnos, and says no more than that it did not work.
    code.map { "\($0)" } ?? "it cannot be made"
  }

  private static let numbers: [CocoaError.Code: Errno] = [
    .fileNoSuchFile: .noSuchFileOrDirectory,
    .fileReadNoPermission: .permissionDenied,
    .fileReadNoSuchFile: .noSuchFileOrDirectory,
    .fileWriteNoPermission: .permissionDenied,
    .fileWriteOutOfSpace: .noSpace,
    .fileWriteVolumeReadOnly: .readOnlyFileSystem,
  ]

  /// Foundation hides the errno one or two levels below its own error, or leaves it out.
  private static func errorNumber(_ error: any Error) -> Errno? {
    if let code = error as? Errno {
      return code
    }
    if let error = error as? CocoaError, let code = numbers[error.code] {
      return code
    }
    var current: NSError? = error as NSError
    while let next = current {
      if next.domain == NSPOSIXErrorDomain {
        return Errno(rawValue: CInt(next.code))
      }
      current = next.userInfo[NSUnderlyingErrorKey] as? NSError
    }
    return nil
  }
}
