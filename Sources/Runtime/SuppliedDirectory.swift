import YAML

/// A directory that fdport itself grants to a program that it brings along, for reading: a member of
/// the program's argument, where the grants do not name one themselves.
package struct SuppliedDirectory: Hashable, Sendable {
  /// The key in the argument.
  package let key: String
  /// Absolute. Symbolic links on the way are fdport's own, and followed.
  package let path: String

  /// The key under which the bundled interpreter is told where its library is.
  package static let pythonLibrary = "library"

  package init(key: String, path: String) {
    self.key = key
    self.path = path
  }

  /// The argument with this member; a file without an argument gets one.
  func added(to argument: YAMLEntry?, file: String) -> YAMLEntry {
    guard let argument else {
      return YAMLEntry(node: YAMLNode([(key, leaf)]), file: file, key: "argument")
    }
    // Anything but a mapping is for the program to complain of.
    var node = argument.node
    guard let pairs = node.pairs, !pairs.contains(where: { $0.key.text == key }) else {
      return argument
    }
    node.content = .mapping(pairs + [YAMLNode.Pair(YAMLNode(key), leaf)])
    return YAMLEntry(node: node, file: argument.file, key: argument.key)
  }

  private var leaf: YAMLNode {
    YAMLNode([("path", YAMLNode(path)), ("follow", YAMLNode("true"))], tag: "!dir")
  }
}
