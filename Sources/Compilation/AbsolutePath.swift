/// Absolute paths as texts, without asking the file system.
package enum AbsolutePath {
  /// `path` as seen from `directory`, without `.`, `..` and doubled slashes.
  package static func of(_ path: String, in directory: String) -> String {
    normalised(path.hasPrefix("/") ? path : directory + "/" + path)
  }

  /// Takes out `.`, `..` and doubled slashes. A `..` behind a symbolic link is resolved as text:
  /// whoever needs the file system's answer asks it.
  package static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// `path` as seen from `root`, or `path` itself if it is not beneath it.
  package static func relative(_ path: String, to root: String) -> String {
    let prefix = root.hasSuffix("/") ? root : root + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
