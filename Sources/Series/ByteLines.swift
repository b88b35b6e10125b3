/// A file's bytes as lines that keep their line feed; the last line may lack one.
struct ByteLines {
  static let lineFeed = UInt8(ascii: "\n")

  let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: Self.lineFeed).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    self.lines = lines
  }
}

extension ArraySlice<UInt8> {
  /// The line without its line feed, for reading the patch's own lines.
  var withoutLineFeed: ArraySlice<UInt8> {
    last == ByteLines.lineFeed ? dropLast() : self
  }

  func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { starts(with: $0) }
  }
}
