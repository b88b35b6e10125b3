import Tools

/// What nm says of object files, archives and executables.
struct SymbolTable {
  struct Symbol: Hashable {
    /// The file as given, with `[member]` for an archive.
    let object: String
    let name: String
    let isDefined: Bool
  }

  let symbols: [Symbol]

  /// The external symbols of the files. A file without symbols adds none.
  ///
  /// The files go to nm in portions, as the kernel limits a command line.
  init(_ files: [String], portion: Int = 500) async throws(ViewError) {
    var symbols: [Symbol] = []
    var rest = files[...]
    while !rest.isEmpty {
      let arguments = ["-A", "-g", "--format=posix", "--"] + rest.prefix(portion)
      rest = rest.dropFirst(portion)
      let outcome = try await Tool("nm", arguments, environment: ["LC_ALL": "C"]).succeed()
      symbols += Self.parse(outcome.standardOutput)
    }
    self.symbols = symbols
  }

  var defined: Set<String> {
    Set(symbols.lazy.filter(\.isDefined).map(\.name))
  }

  /// Lines such as `libc.a[open.o]: open T 0 8a` and `main.o: open U`.
  private static func parse(_ bytes: [UInt8]) -> [Symbol] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { row in
      // No symbol of C holds a space or a colon, so the last colon ends the object's name.
      guard let colon = row.lastIndex(of: UInt8(ascii: ":")) else { return nil }
      let words = row[(colon + 1)...].split(separator: UInt8(ascii: " "))
      guard words.count >= 2, let kind = words[1].first else { return nil }
      // `w` and `v` are weak references without a definition.
      let isDefined = !"Uwv".utf8.contains(kind)
      return Symbol(
        object: String(decoding: row[..<colon], as: UTF8.self),
        name: String(decoding: words[0], as: UTF8.self), isDefined: isDefined)
    }
  }
}
