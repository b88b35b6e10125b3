import YAML

/// A value of a program's argument that is said on the command line, not in a file.
package indirect enum SaidValue: Hashable, Sendable {
  case text(String)
  /// A file, granted for reading.
  case file(String)
  /// A directory, granted for reading.
  case directory(String)
  case list([SaidValue])

  /// As a file would hold it. A text is quoted: `7` stays one.
  var node: YAMLNode {
    switch self {
    case .text(let text): YAMLNode(text)
    case .file(let path): Self.leaf("!file", path)
    case .directory(let path): Self.leaf("!dir", path)
    case .list(let values): YAMLNode(.sequence(values.map(\.node)))
    }
  }

  /// What a person names on a command line is taken as a shell takes it: links are followed.
  private static func leaf(_ tag: String, _ path: String) -> YAMLNode {
    YAMLNode([("path", YAMLNode(path)), ("follow", YAMLNode("true"))], tag: tag)
  }
}
