import Glibc

/// A whole text from a path. Without Foundation, which takes longer to start than a program takes to be confined.
enum TextFile {
  enum Failure: Error {
    case system(Int32)
    case tooLarge

    var reason: String {
      switch self {
      case .system(let code): GrantOpener.text(code)
      case .tooLarge: GrantOpener.text(EFBIG)
      }
    }
  }

  /// Text that is not UTF-8 is refused.
  static func contents(of path: String, limit: Int = .max) throws(Failure) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    let file = HeldDescriptor(descriptor)
    let bytes = try rest(of: file.number, limit: limit)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .system(EILSEQ) }
    return text
  }

  /// What is still to be read.
  static func rest(of descriptor: Int32, limit: Int = .max) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 16384)
    while true {
      let count = read(descriptor, &part, part.count)
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw .system(errno)
      }
      guard count > 0 else { return bytes }
      bytes += part[..<count]
      guard bytes.count <= limit else { throw .tooLarge }
    }
  }

  /// What a symbolic link says; nil if it is none.
  static func target(ofLink path: String) -> String? {
    var letters = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = letters.withUnsafeMutableBytes { (letters) -> Int in
      guard let start = letters.baseAddress else { return 0 }
      return readlink(path, start, letters.count)
    }
    guard count >= 0 else { return nil }
    return String(decoding: letters[..<count], as: UTF8.self)
  }

  /// The caller's working directory; empty if it is gone.
  static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }
}
