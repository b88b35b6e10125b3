import Foundation

/// Numbers and texts at offsets of a file; nil for what lies outside.
struct LittleEndian {
  private let bytes: Data

  init(_ bytes: Data) {
    self.bytes = bytes
  }

  var count: Int { bytes.count }

  func number(_ offset: Int, _ size: Int) -> UInt64? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    let start = bytes.startIndex + offset
    return bytes[start..<start + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A number that is to be an offset or a count: nil if it is none.
  func place(_ offset: Int, _ size: Int) -> Int? {
    number(offset, size).flatMap { Int(exactly: $0) }.flatMap { $0 <= bytes.count ? $0 : nil }
  }

  /// Up to the zero byte, at most 4 KiB.
  func text(_ offset: Int) -> String? {
    guard offset >= 0, offset < bytes.count else { return nil }
    let start = bytes.startIndex + offset
    return String(decoding: bytes[start...].prefix(4096).prefix { $0 != 0 }, as: UTF8.self)
  }
}
