import CLibgit2

/// The name of a git object: the SHA-1 of its content.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
  /// Forty lower-case hex digits.
  package let hex: String

  init(_ id: git_oid) {
    hex = withUnsafeBytes(of: id.id) { bytes in
      bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 2 ? digits : "0" + digits
      }.joined()
    }
  }

  package var description: String { hex }
}
