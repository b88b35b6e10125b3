/// A digest of the catalogue's rows by which two catalogues are told apart: FNV-1a with 64 bits.
///
/// It guards against mistakes, not against forgery, and costs no dependency.
struct RowDigest {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ line: Substring) {
    for byte in line.utf8 { add(byte) }
    add(UInt8(ascii: "\n"))
  }

  /// Sixteen digits.
  var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
