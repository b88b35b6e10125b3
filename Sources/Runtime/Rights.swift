/// What may be done with a granted file, or with the files and names beneath a granted directory.
package struct Rights: OptionSet, Hashable, Sendable, CustomStringConvertible {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  // The numbers of plan.h, PLAN_READ and its like.
  package static let read = Rights(rawValue: 1)
  package static let write = Rights(rawValue: 2)
  /// New names beneath a directory: files, directories, links, pipes, sockets.
  package static let create = Rights(rawValue: 4)
  /// Names that go; a rename needs this and `create`.
  package static let delete = Rights(rawValue: 8)
  /// Reading the directory itself.
  package static let list = Rights(rawValue: 16)

  /// What `read` says of a directory.
  package static let readDirectory: Rights = [.read, .list]
  /// What `read-write` says of a directory.
  package static let readWriteDirectory: Rights = [.read, .list, .write, .create]

  package static let allOfDirectory: Rights = [.read, .list, .write, .create, .delete]

  private static let names: [(Rights, String)] = [
    (.read, "read"), (.write, "write"), (.create, "create"), (.delete, "delete"), (.list, "list"),
  ]

  package var description: String {
    switch self {
    case .readDirectory: "read"
    case .readWriteDirectory, [.read, .write]: "read-write"
    case .allOfDirectory: "all"
    case []: "none"
    default:
      Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
  }
}
