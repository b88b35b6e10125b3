import Glibc

/// Why a program is not started; whoever asked gets the errno.
enum SpawnRefusal: Error, CaseIterable {
  /// The message is not what request.h says.
  case malformed
  case tooMuch
  /// Arguments, or a directory, that the grant does not mention.
  case notGranted
  /// A descriptor of a kind that is not handed on.
  case forbiddenKind
  /// As many run as may.
  case full
  case noDescriptorLeft
  case system

  var errno: Int32 {
    switch self {
    case .malformed: EINVAL
    case .tooMuch: E2BIG
    case .notGranted: EACCES
    case .forbiddenKind: EPERM
    case .full: EAGAIN
    case .noDescriptorLeft: EMFILE
    case .system: EIO
    }
  }
}
