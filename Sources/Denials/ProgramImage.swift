import Foundation

/// The symbols and the code of a static program for x86-64, as elf(5) lays them out.
///
/// The file is the one that was run, so it was checked by the launcher; all the same nothing in it is
/// believed: an offset outside the file yields no symbols.
package struct ProgramImage: Sendable {
  package struct Function: Hashable, Sendable {
    package let name: String
    /// Addresses as in the file.
    package let start: UInt64
    package let size: UInt64
  }

  private struct Segment {
    let address: UInt64
    let offset: UInt64
    let size: UInt64
  }

  private let bytes: Data
  private let code: [Segment]
  /// Sorted by address; empty for a stripped program.
  private let functions: [Function]

  package init?(path: String) {
    guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped),
      bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1])
    else { return nil }
    let reader = LittleEndian(bytes)
    self.bytes = bytes
    code = Self.code(reader)
    functions = Self.functions(reader)
  }

  /// The function that holds an address.
  package func function(at address: UInt64) -> Function? {
    var (low, high) = (0, functions.count)
    while low < high {
      let middle = (low + high) / 2
      if functions[middle].start <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let function = functions[low - 1]
    // Assembly gives some functions no size: they reach to the next one.
    let end = low < functions.count ? functions[low].start : UInt64.max
    let reach = function.size > 0 ? function.start &+ function.size : end
    return address < reach ? function : nil
  }

  /// Where the call instruction in front of `address` goes; nil if there is none.
  ///
  /// A direct call is E8 and 32 bits relative to what follows (Intel's manual, volume 2, CALL).
  package func target(ofCallBefore address: UInt64) -> UInt64? {
    guard
      let segment = code.first(where: {
        address >= 5 && $0.address <= address - 5 && address - $0.address <= $0.size
      })
    else { return nil }
    let at = Int(segment.offset + (address - segment.address)) - 5
    let reader = LittleEndian(bytes)
    guard reader.number(at, 1) == 0xe8, let distance = reader.number(at + 1, 4) else { return nil }
    return address &+ UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: distance)))
  }

  /// Whether the function that begins at `start` holds a jump to `target`: the last act of a function that
  /// hands over to another, which is then not on the stack (E9 and 32 bits, volume 2, JMP).
  package func jumps(from start: UInt64, to target: UInt64) -> Bool {
    guard let function = function(at: start), function.size > 0, function.size < 1 << 16,
      let segment = code.first(where: { $0.address <= start && start - $0.address < $0.size })
    else { return false }
    let reader = LittleEndian(bytes)
    let first = Int(segment.offset + (start - segment.address))
    return (0..<Int(function.size)).contains { offset in
      guard reader.number(first + offset, 1) == 0xe9,
        let distance = reader.number(first + offset + 1, 4)
      else { return false }
      let next = start &+ UInt64(offset) &+ 5
      return next &+ UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: distance))) == target
    }
  }

  private static func code(_ file: LittleEndian) -> [Segment] {
    let (table, count) = (file.place(32, 8) ?? file.count, file.place(56, 2) ?? 0)
    return (0..<count).compactMap { index in
      let at = table + index * 56
      // PT_LOAD with PF_X.
      guard file.number(at, 4) == 1, let flags = file.number(at + 4, 4), flags & 1 != 0,
        let offset = file.number(at + 8, 8), let address = file.number(at + 16, 8),
        let size = file.number(at + 32, 8), offset <= UInt64(file.count),
        size <= UInt64(file.count) - offset, address <= UInt64.max - size
      else { return nil }
      return Segment(address: address, offset: offset, size: size)
    }
  }

  private static func functions(_ file: LittleEndian) -> [Function] {
    let (table, count) = (file.place(40, 8) ?? file.count, file.place(60, 2) ?? 0)
    var found: [UInt64: Function] = [:]
    for index in 0..<count {
      let at = table + index * 64
      // SHT_SYMTAB, whose sh_link is the section of its strings.
      guard file.number(at + 4, 4) == 2, let offset = file.place(at + 24, 8),
        let size = file.place(at + 32, 8), let link = file.place(at + 40, 4),
        let strings = file.place(table + link * 64 + 24, 8)
      else { continue }
      for symbol in stride(from: offset, to: min(offset + size, file.count), by: 24) {
        // STT_FUNC; several names of one function: the first without underscores wins.
        guard let information = file.number(symbol + 4, 1), information & 0xf == 2,
          let name = file.number(symbol, 4), let start = file.number(symbol + 8, 8), start != 0,
          let length = file.number(symbol + 16, 8),
          let text = file.text(strings + Int(name))
        else { continue }
        if let other = found[start], !other.name.hasPrefix("_") || text.hasPrefix("_") { continue }
        found[start] = Function(name: text, start: start, size: length)
      }
      // elf(5): there is one. More, which overlap, would only keep us busy.
      break
    }
    return found.values.sorted { $0.start < $1.start }
  }
}
