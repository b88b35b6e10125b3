import Yams

/// A directory that fdport itself grants to a program that it brings along, for reading: a member of
/// the program's argument, where the grants do not name one themselves.
package struct SuppliedDirectory: Hashable, Sendable {
  /// The key in the argument.
  package let key: String
  /// Absolute. Symbolic links on the way are fdport's own, and followed.
  package let path: String

  package init(key: String, path: String) {
    self.key = key
    self.path = path
  }

  /// The argument with this member; a file without an argument gets one.
  func added(to argument: YAMLEntry?, file: String) -> YAMLEntry {
    guard let argument else {
      return YAMLEntry(node: Node([(Node(key), leaf)]), file: file, key: "argument")
    }
    // Anything but a mapping is for the program to complain of.
    guard var mapping = argument.node.mapping, mapping[Node(key)] == nil else { return argument }
    mapping[Node(key)] = leaf
    return YAMLEntry(node: .mapping(mapping), file: argument.file, key: argument.key)
  }

  private var leaf: Node {
    Node([(Node("path"), Node(path)), (Node("follow"), Node("true"))], Tag(stringLiteral: "!dir"))
  }
}
