import CCatalogue

/// A system call of x86-64 and what is known of it: a row of calls.tsv.
package struct SystemCall: Hashable, Sendable {
  /// The kind of grant that would make the call unnecessary.
  package enum Answer: String, Hashable, Sendable {
    /// A directory or a file.
    case path
    /// A directory with rights to create or delete.
    case change
    /// A socket that listens.
    case listen
    /// A socket that is connected.
    case connect
    /// One or the other.
    case socket
    /// A directory beneath which the locked file may be written to.
    case lock
  }

  package let number: UInt32
  package let name: String
  /// The row of the catalogue that speaks of it.
  package let function: String?
  /// Nil where no grant would do.
  package let answer: Answer?

  package static func numbered(_ number: UInt32) -> SystemCall? { bundled[number] }

  package static let bundled: [UInt32: SystemCall] = {
    let bytes = UnsafeRawBufferPointer(start: fdport_calls_text(), count: fdport_calls_size())
    let calls = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap(parse)
    return Dictionary(calls.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
  }()

  /// Nil for comments and the heading.
  private static func parse(_ line: Substring) -> SystemCall? {
    let cells = line.split(separator: "\t").map(String.init)
    guard cells.count == 4, let number = UInt32(cells[0]) else { return nil }
    return SystemCall(
      number: number, name: cells[1], function: cells[2] == "-" ? nil : cells[2],
      answer: Answer(rawValue: cells[3]))
  }
}
