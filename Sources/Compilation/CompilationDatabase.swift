import Foundation

/// A parsed compile_commands.json.
///
/// https://clang.llvm.org/docs/JSONCompilationDatabase.html
package struct CompilationDatabase: Hashable, Sendable {
  /// In the order of the file. A source file may occur more than once, with different commands:
  /// libtool compiles each file for the shared and for the static library.
  package let commands: [CompileCommand]
  /// The indices of the entries that repeat an earlier one exactly and were left out.
  package let repeatedEntries: [Int]

  /// Parses the bytes of the file that `path` names in messages.
  package init(parsing bytes: [UInt8], path: String) throws(CompilationError) {
    let json: Any
    do {
      json = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
      throw .notJSON(path: path, reason: reason ?? "it cannot be parsed")
    }
    guard let entries = json as? [Any] else { throw .notAList(path: path) }
    var commands: [CompileCommand] = []
    var repeated: [Int] = []
    var seen: Set<CompileCommand> = []
    for (index, entry) in entries.enumerated() {
      guard let fields = entry as? [String: Any] else { throw .notAList(path: path) }
      let reader = EntryReader(path: path, entry: index, fields: fields)
      let command = try reader.command()
      if seen.insert(command).inserted {
        commands.append(command)
      } else {
        repeated.append(index)
      }
    }
    self.commands = commands
    repeatedEntries = repeated
  }
}

/// Reads one entry, naming it in every error.
private struct EntryReader {
  let path: String
  let entry: Int
  let fields: [String: Any]

  func command() throws(CompilationError) -> CompileCommand {
    let directory = try text("directory")
    guard directory.hasPrefix("/") else {
      throw .relativeDirectory(path: path, entry: entry, directory: directory)
    }
    let place = AbsolutePath.normalised(directory)
    let file = AbsolutePath.of(try text("file"), in: place)
    return CompileCommand(file: file, directory: place, arguments: try arguments())
  }

  private func text(_ key: String) throws(CompilationError) -> String {
    guard let value = fields[key] else { throw .missingKey(path: path, entry: entry, key: key) }
    guard let text = value as? String else {
      throw .wrongType(path: path, entry: entry, key: key)
    }
    return text
  }

  private func arguments() throws(CompilationError) -> [String] {
    let words: [String]
    if let value = fields["arguments"] {
      guard let list = value as? [String] else {
        throw .wrongType(path: path, entry: entry, key: "arguments")
      }
      words = list
    } else if fields["command"] != nil {
      do {
        words = try ShellWords.split(try text("command"))
      } catch let error as ShellWords.QuotingError {
        throw .badQuoting(path: path, entry: entry, reason: error.description)
      } catch let error as CompilationError {
        throw error
      } catch {
        throw .badQuoting(path: path, entry: entry, reason: "\(error)")
      }
    } else {
      throw .missingKey(path: path, entry: entry, key: "arguments")
    }
    guard !words.isEmpty else { throw .noArguments(path: path, entry: entry) }
    return words
  }
}
