/// One entry of a compile database, as it is written.
struct DatabaseEntry {
  /// Why an entry names no unit that could be compiled.
  enum Flaw: Error, CustomStringConvertible {
    case notAnObject
    case missingKey(String)
    /// A key holds something else than the format says.
    case wrongType(key: String)
    /// A text that cannot be a path or an argument: a NUL, or bytes that are not UTF-8.
    case unusable(key: String)
    /// A `command` whose shell quoting does not end.
    case badQuoting(String)
    case noArguments

    var description: String {
      switch self {
      case .notAnObject: "it is no object with directory, file, and arguments or command"
      case .missingKey(let key):
        "no '\(key)'; each entry needs directory, file, and arguments or command"
      case .wrongType(let key):
        "'\(key)' has the wrong type; texts, and a list of texts for arguments"
      case .unusable(let key):
        "'\(key)' is not UTF-8 or holds a NUL; rename the file or directory that it names"
      case .badQuoting(let reason):
        "'command' cannot be split: \(reason); write it as 'arguments' instead"
      case .noArguments: "the command is empty; it must start with the compiler"
      }
    }
  }

  private let fields: [String: Any]?
  /// Where a relative `directory` starts.
  private let databaseDirectory: String

  init(_ entry: Any, databaseDirectory: String) {
    fields = entry as? [String: Any]
    self.databaseDirectory = databaseDirectory
  }

  var fileAsWritten: String? { fields?["file"] as? String }

  func command() throws(Flaw) -> CompileCommand {
    guard fields != nil else { throw .notAnObject }
    let directory = AbsolutePath.of(try text("directory"), in: databaseDirectory)
    let name = try text("file")
    let commands = try self.commands(naming: name)
    guard let words = commands.last, !words.isEmpty else { throw .noArguments }
    // `cd sub && cc -c a.c`: the compiler runs in sub, and so does everything relative.
    let moves = commands.dropLast().filter { $0.count == 2 && $0[0] == "cd" }
    let place = moves.reduce(directory) { AbsolutePath.of($1[1], in: $0) }
    return CompileCommand(
      file: AbsolutePath.of(name, in: directory), directory: place, arguments: words)
  }

  private func text(_ key: String) throws(Flaw) -> String {
    guard let value = fields?[key] else { throw .missingKey(key) }
    guard let text = value as? String else { throw .wrongType(key: key) }
    try check(text, key: key)
    return text
  }

  private func check(_ text: String, key: String) throws(Flaw) {
    let isUnusable = text.unicodeScalars.contains { $0.value == 0 || $0.value == 0xFFFD }
    guard !isUnusable else { throw .unusable(key: key) }
  }

  /// The words, with what a shell would run before them.
  private func commands(naming file: String) throws(Flaw) -> [[String]] {
    if let value = fields?["arguments"] {
      guard let list = value as? [String] else { throw .wrongType(key: "arguments") }
      for word in list { try check(word, key: "arguments") }
      return [list]
    }
    guard fields?["command"] != nil else { throw .missingKey("arguments") }
    let line = try text("command")
    do throws(ShellWords.QuotingError) {
      let commands = try ShellWords.commands(line)
      guard !commands.isEmpty else { return [] }
      // ninja and others put something before or behind: `: && cc -c a.c && :`.
      let name = file.split(separator: "/").last ?? ""
      let index = commands.firstIndex { words in
        words.dropFirst().contains { $0.split(separator: "/").last == name }
      }
      return Array(commands[...(index ?? commands.count - 1)])
    } catch {
      throw .badQuoting(error.description)
    }
  }
}
