import Tools

/// Lists the undefined symbols of object files by nm, many files a run.
enum TruthSymbols {
  /// Few enough paths for one command line.
  private static let filesPerRun = 500

  /// By object file. A file without undefined symbols has no entry.
  static func list(_ objects: [String]) async throws(ToolError) -> [String: Set<String>] {
    var names: [String: Set<String>] = [:]
    var rest = objects[...]
    while !rest.isEmpty {
      let some = rest.prefix(filesPerRun)
      rest = rest.dropFirst(filesPerRun)
      // -A names the file on each line, -P is POSIX's format, one symbol a line.
      let tool = Tool("nm", ["-u", "-A", "-P"] + some, environment: ["LC_ALL": "C"])
      let outcome = try await tool.run()
      guard outcome.isSuccess else {
        throw .failed(
          program: "nm", status: outcome.statusText, output: outcome.tail(lines: 5))
      }
      for line in outcome.text.split(separator: "\n") {
        add(line, to: &names)
      }
    }
    return names
  }

  /// `FILE: NAME TYPE`, where a file's name may hold anything.
  private static func add(_ line: Substring, to names: inout [String: Set<String>]) {
    let words = line.split(separator: " ")
    guard words.count >= 3, let type = words.last, type.count == 1 else { return }
    let name = words[words.count - 2]
    let file = words[..<(words.count - 2)].joined(separator: " ")
    guard file.hasSuffix(":") else { return }
    names[String(file.dropLast()), default: []].insert(String(name))
  }
}
