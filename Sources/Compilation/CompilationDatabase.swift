/// A parsed compile_commands.json.
///
/// https://clang.llvm.org/docs/JSONCompilationDatabase.html
package struct CompilationDatabase: Hashable, Sendable {
  /// An entry that names no unit that could be compiled.
  package struct BrokenEntry: Hashable, Sendable {
    /// From 0.
    package let entry: Int
    /// The source file as it is written; nil if the entry has none.
    package let file: String?
    /// What is wrong, and what to do.
    package let reason: String
  }

  /// In the order of the file. A source file may occur more than once, with different commands:
  /// libtool compiles each file for the shared and for the static library.
  package let commands: [CompileCommand]
  /// The indices of the entries that repeat an earlier one exactly and were left out.
  package let repeatedEntries: [Int]
  package let brokenEntries: [BrokenEntry]
  /// True if the file holds what `clang -MJ` writes and no JSON list.
  package let isOfFragments: Bool

  /// Parses the bytes of the file that `path`, absolute, names in messages. A relative `directory`
  /// starts where that file lies.
  package init(parsing bytes: [UInt8], path: String) throws(CompilationError) {
    let text = try DatabaseText(bytes, path: path)
    isOfFragments = text.isOfFragments
    let place = path.split(separator: "/").dropLast().joined(separator: "/")
    var commands: [CompileCommand] = []
    var repeated: [Int] = []
    var broken: [BrokenEntry] = []
    var seen: Set<CompileCommand> = []
    for (index, entry) in text.entries.enumerated() {
      let reader = DatabaseEntry(entry, databaseDirectory: "/" + place)
      do throws(DatabaseEntry.Flaw) {
        let command = try reader.command()
        if seen.insert(command).inserted {
          commands.append(command)
        } else {
          repeated.append(index)
        }
      } catch {
        broken.append(
          BrokenEntry(entry: index, file: reader.fileAsWritten, reason: error.description))
      }
    }
    self.commands = commands
    repeatedEntries = repeated
    brokenEntries = broken
  }
}
