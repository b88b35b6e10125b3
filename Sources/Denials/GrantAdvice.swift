import Catalogue

/// Which grant would have answered a refused call, as words of a grants file.
struct GrantAdvice {
  let errno: Int32
  let answer: SystemCall.Answer?
  /// The granted directory beneath which the path was, if it was beneath one.
  let descriptor: Int32?
  let path: String?
  let address: String?

  // asm-generic/errno-base.h and errno.h.
  private static let lacksRight: Set<Int32> = [13 /* EACCES */, 30 /* EROFS */]
  private static let crosses: Int32 = 18  // EXDEV

  var text: String? {
    if let descriptor {
      // The kernel's answers beneath a grant: it is there, but the right is not.
      if Self.lacksRight.contains(errno) {
        return "more rights for the grant of descriptor \(descriptor) (rights: \(rights)), if the "
          + "file's own mode permits it"
      }
      if errno == Self.crosses { return "one grant that holds both places" }
      return "a directory that holds the place: the path leads out of descriptor \(descriptor)"
    }
    let place = path.flatMap { $0.isEmpty ? nil : $0 } ?? "PATH"
    return switch answer {
    case .path: "!file { path: \(place) } or !dir { path: DIRECTORY }"
    case .change: "!dir { path: DIRECTORY, rights: all }"
    case .listen: "!socket { listen: \(address ?? "ADDRESS") }"
    case .connect: "!socket { connect: \(address ?? "ADDRESS") }"
    case .socket: "!socket { listen: ADDRESS } or !socket { connect: ADDRESS }"
    case .lock:
      "!dir { path: DIRECTORY, rights: read-write } that holds the file: a lock takes `write`"
    case nil: nil
    }
  }

  private var rights: String { answer == .change ? "all" : "read-write" }
}
