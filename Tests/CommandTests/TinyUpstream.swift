import Foundation
import Testing
import Tools

/// The recipe `tiny` with its source, in a directory of its own with recipes/, patches/ and a cache:
/// the way up to the patches in a second, without network or C library: a port asks the host alone.
final class TinyUpstream {
  let directory: TemporaryDirectory

  init(_ name: String = #function) throws {
    directory = try TemporaryDirectory(name)
    try FileManager.default.copyItem(
      atPath: BuiltFdport.root.appending(path: "Tests/Fixtures/recipes").path,
      toPath: recipes)
  }

  var recipes: String { directory.path + "/recipes" }
  var patches: String { directory.path + "/patches" }
  var cache: String { directory.path + "/cache" }
  var recipe: String { recipes + "/tiny.yaml" }
  var source: String { recipes + "/tiny-1.0" }

  /// `fdport COMMAND tiny`, from elsewhere: the recipe's source is relative to the recipe.
  func tool(_ command: String, _ arguments: String...) -> Tool {
    Tool(
      BuiltFdport.path,
      [command, "tiny", "--recipes", recipes] + arguments
        + (command == "port" ? ["--host-only"] : []), directory: "/",
      environment: ["XDG_CACHE_HOME": cache])
  }

  /// Changes the recipe or a file of its source.
  func replace(_ old: String, with new: String, in path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: path))
  }

  /// Every file beneath `path` with its bytes; empty if there is no such directory.
  static func contents(of path: String) -> [String: Data] {
    let names = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }) ?? []
    var contents: [String: Data] = [:]
    for name in names {
      contents[name] = FileManager.default.contents(atPath: path + "/" + name)
    }
    return contents
  }
}
