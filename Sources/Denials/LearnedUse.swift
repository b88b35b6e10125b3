import Catalogue
import Runtime

/// What a program did with one name while nothing was enforced, as rights of a grant.
struct LearnedUse: Hashable {
  enum Place: Hashable {
    /// A file or directory, absolute.
    case path(String)
    case listening(String)
    case connected(String)
    /// Another program.
    case program(String)
  }

  let place: Place
  var rights: Rights
  /// Whether it was opened as a directory.
  var isDirectory: Bool
  var count: UInt64

  // asm-generic/fcntl.h.
  private static let accessMode: UInt64 = 3
  private static let create: UInt64 = 0o100
  private static let truncate: UInt64 = 0o1000
  private static let directory: UInt64 = 0o200000

  /// Nil for what no grant could be about.
  init?(_ denial: Denial, workingDirectory: String) {
    guard let call = SystemCall.numbered(denial.call) else { return nil }
    count = denial.count
    rights = []
    isDirectory = false
    switch denial.subject {
    case .address(let bytes):
      let address = SocketAddressText.text(bytes)
      place = call.name == "bind" ? .listening(address) : .connected(address)
    case .path(let path) where !path.isEmpty && !Self.isBeneathDescriptor(denial):
      let full = Self.normal(path, in: workingDirectory)
      if call.name.hasPrefix("exec") {
        place = .program(full)
        return
      }
      let parent = full.split(separator: "/").dropLast().joined(separator: "/")
      switch call.name {
      case "mkdir", "mkdirat", "symlink", "symlinkat", "mknod", "mknodat", "link", "linkat":
        place = .path("/" + parent)
        (rights, isDirectory) = ([.read, .list, .create], true)
      case "unlink", "unlinkat", "rmdir", "rename", "renameat", "renameat2":
        place = .path("/" + parent)
        (rights, isDirectory) = ([.read, .list, .create, .delete], true)
      default:
        place = .path(full)
        addOpen(call.name, denial.arguments)
      }
    default: return nil
    }
  }

  private mutating func addOpen(_ call: String, _ arguments: [UInt64]) {
    let flags: UInt64
    switch call {
    case "open": flags = arguments[1]
    case "openat": flags = arguments[2]
    case "creat", "truncate": flags = 1 | Self.create
    case "chmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchownat", "utime", "utimes",
      "futimesat", "utimensat":
      flags = 1
    default: flags = 0
    }
    let mode = flags & Self.accessMode
    if mode != 1 { rights.insert(.read) }
    if mode != 0 || flags & Self.truncate != 0 { rights.insert(.write) }
    if flags & Self.create != 0 { rights.insert(.create) }
    isDirectory = flags & Self.directory != 0
    if isDirectory { rights.insert(.list) }
  }

  /// Where a chdir leads.
  static func newDirectory(_ denial: Denial, from directory: String) -> String? {
    guard SystemCall.numbered(denial.call)?.name == "chdir", case .path(let path) = denial.subject
    else { return nil }
    return normal(path, in: directory)
  }

  /// A relative name beside an open directory: that was opened by a name, which was seen.
  static func isBeneathDescriptor(_ denial: Denial) -> Bool {
    guard case .path(let path) = denial.subject, !path.hasPrefix("/"),
      let name = SystemCall.numbered(denial.call)?.name,
      name.hasSuffix("at") || name.hasSuffix("at2") || name == "statx"
    else { return false }
    // symlinkat(2): its first argument is the target's text.
    let directory = denial.arguments[name == "symlinkat" ? 1 : 0]
    return Int32(truncatingIfNeeded: directory) >= 0
  }

  /// Without `.`, `..` and doubled slashes, as text: links are the grants file's to refuse.
  static func normal(_ path: String, in directory: String) -> String {
    var parts: [Substring] = []
    let full = path.hasPrefix("/") ? path : "\(directory)/\(path)"
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
