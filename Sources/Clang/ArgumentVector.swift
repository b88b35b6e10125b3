import Glibc

/// C strings for as long as a call needs them.
enum ArgumentVector {
  static func with<Result>(
    _ arguments: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = arguments.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return copies.map { UnsafePointer($0) }.withUnsafeBufferPointer(body)
  }
}
