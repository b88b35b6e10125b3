import CCatalogue

/// Which argument of a function says what the function reaches: a row of arguments.tsv.
package struct ArgumentRule: Hashable, Sendable {
  /// Which row of the catalogue speaks of a call.
  package enum Subject: Hashable, Sendable {
    /// The row of the function itself.
    case itself
    /// This row, where the directory leaves the path ambient.
    case row(String)
    /// The row of the name that the argument holds, as for dlsym(); this one if it is not constant.
    case namedRow(otherwise: String)
    /// The row of the system call with the argument's number; this one if it is not constant.
    case numberedRow(otherwise: String)
  }

  package let name: String
  /// The argument with the directory's descriptor, from 0; nil if there is none.
  package let directory: Int?
  /// The argument with the path, name or number, from 0.
  package let argument: Int
  package let subject: Subject

  /// AT_FDCWD of Linux and of every C library on it.
  package static let workingDirectory = -100

  /// The rules of a name as an object file spells it: two for renameat() and its like.
  package static func rules(of name: String) -> [ArgumentRule] { bundled[name] ?? [] }

  package static let bundled: [String: [ArgumentRule]] = {
    let bytes = UnsafeRawBufferPointer(
      start: fdport_arguments_text(), count: fdport_arguments_size())
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return Dictionary(grouping: lines.compactMap(parse), by: \.name)
  }()

  /// Nil for comments and the heading.
  private static func parse(_ line: Substring) -> ArgumentRule? {
    let cells = line.split(separator: "\t").map(String.init)
    guard cells.count == 4, !line.hasPrefix("#"), let argument = Int(cells[2]) else { return nil }
    return ArgumentRule(
      name: cells[0], directory: Int(cells[1]), argument: argument, subject: subject(cells[3]))
  }

  private static func subject(_ cell: String) -> Subject {
    let parts = cell.split(separator: "=").map(String.init)
    switch (parts.first, parts.last) {
    case ("-", _): return .itself
    case ("@name", let row?): return .namedRow(otherwise: row)
    case ("@number", let row?): return .numberedRow(otherwise: row)
    default: return .row(cell)
    }
  }
}
