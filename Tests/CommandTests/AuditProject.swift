import Foundation

extension TemporaryDirectory {
  /// A project of one unit, main.c, with its compile_commands.json.
  static func project(_ source: String, _ name: String = #function) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory(name)
    try directory.write(source, to: "main.c")
    try directory.writeCommands(for: ["main.c"])
    return directory
  }

  func writeCommands(for files: [String]) throws {
    let entries = files.map {
      """
      {"directory": "\(path)", "file": "\($0)", "arguments": ["cc", "-c", "\($0)"]}
      """
    }
    try write("[\(entries.joined(separator: ",\n"))]", to: "compile_commands.json")
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  /// The names of the files in it.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
