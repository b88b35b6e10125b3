/// What may be done with a granted file, or with what is beneath a granted directory.
package struct Rights: OptionSet, Hashable, Sendable, CustomStringConvertible {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  // The numbers of plan.h, PLAN_READ to PLAN_LIST.
  package static let read = Rights(rawValue: 1)
  package static let write = Rights(rawValue: 2)
  /// New names: files, directories, links.
  package static let create = Rights(rawValue: 4)
  /// Names that go; with `create`, names that change.
  package static let delete = Rights(rawValue: 8)
  /// The names in a directory.
  package static let list = Rights(rawValue: 16)

  /// What `read` says of a directory.
  package static let readDirectory: Rights = [.read, .list]
  /// What `read-write` says of a directory.
  package static let readWriteDirectory: Rights = [.read, .list, .write, .create]

  /// What `all` says of a directory.
  package static let allOfDirectory: Rights = [.read, .list, .write, .create, .delete]

  /// Those that concern a file's contents.
  package static let contents: Rights = [.read, .write]

  /// Those by which what is beneath can be made something else.
  package static let replacing: Rights = [.write, .delete]

  /// Those that a read-only mount takes away.
  package static let changing: Rights = [.write, .create, .delete]

  /// In the order in which they are written.
  package static let names: [(name: String, right: Rights)] = [
    ("read", .read), ("write", .write), ("create", .create), ("delete", .delete), ("list", .list),
  ]

  package var description: String {
    switch self {
    case .readDirectory: "read"
    case .readWriteDirectory, [.read, .write]: "read-write"
    case .allOfDirectory: "all"
    case []: "none"
    default: Self.names.filter { contains($0.right) }.map(\.name).joined(separator: ", ")
    }
  }
}
