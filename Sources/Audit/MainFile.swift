import Foundation

/// A unit's main file, looked at before libclang opens it: a pipe would block it, and of all that cannot
/// be opened it says the same.
enum MainFile {
  /// Why it cannot be parsed; nil if it can.
  static func refusal(of path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      switch errno {
      case ENOENT, ENOTDIR:
        return "the file does not exist; if the build generates it, build first, "
          + "else let the build write compile_commands.json again"
      case ELOOP: return "the file is a symbolic link that leads back to itself"
      default: return "the file cannot be read: \(reason(errno))"
      }
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: return "it is a directory, not a file"
    case S_IFIFO: return "it is a pipe, not a file"
    case S_IFSOCK: return "it is a socket, not a file"
    default: return "it is a device, not a file"
    }
    return access(path, R_OK) == 0 ? nil : "the file cannot be read: \(reason(errno))"
  }

  private static func reason(_ number: Int32) -> String {
    String(cString: strerror(number)).lowercased()
  }
}
