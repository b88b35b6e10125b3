/// Tells at a glance whether a text may hold one of some names, wherever that is: most files hold none,
/// and need not be taken apart.
package struct NameGlance: Sendable {
  private let hashes: Set<UInt64>

  package init(_ names: some Sequence<String>) {
    hashes = Set(
      names.map { name in
        name.utf8.reduce(NameGlance.start) { NameGlance.next($0, $1) }
      })
  }

  /// False only if no identifier of the text is one of the names.
  package func mayHold(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var hash = NameGlance.start
      var isInside = false
      for byte in bytes {
        if SourceScanner.isIdentifierByte(byte) {
          hash = NameGlance.next(hash, byte)
          isInside = true
        } else if isInside {
          if hashes.contains(hash) { return true }
          hash = NameGlance.start
          isInside = false
        }
      }
      return isInside && hashes.contains(hash)
    }
  }

  /// False only if the word is none of the names.
  func mayBe(_ word: ArraySlice<UInt8>) -> Bool {
    word.withUnsafeBufferPointer { bytes in
      hashes.contains(bytes.reduce(NameGlance.start, NameGlance.next))
    }
  }

  // FNV-1a with 64 bits: a collision costs time only.
  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
