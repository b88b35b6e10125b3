import Foundation

/// The reason inside an error of Foundation, in the words of strerror(3), which every Unix user knows:
/// Foundation's own are "The operation could not be completed."
package enum SystemReason {
  package static func text(_ error: any Error) -> String {
    var current: NSError? = error as NSError
    while let next = current {
      if next.domain == NSPOSIXErrorDomain { return String(cString: strerror(CInt(next.code))) }
      if next.domain == NSCocoaErrorDomain, let code = codes[next.code] {
        return String(cString: strerror(code))
      }
      current = next.userInfo[NSUnderlyingErrorKey] as? NSError
    }
    return error.localizedDescription
  }

  /// CocoaError.Code, for those that come without an errno below them.
  private static let codes: [Int: Int32] = [
    4: ENOENT, 260: ENOENT, 257: EACCES, 513: EACCES, 516: EEXIST, 640: ENOSPC, 642: EROFS,
    261: EILSEQ,
  ]
}
