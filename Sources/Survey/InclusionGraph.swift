import Compilation
import Lexing

/// Which texts a unit can include, whatever its conditions say: every file of the name along the search
/// path counts, not only the first, so that neither order nor #include_next matters.
final class InclusionGraph {
  struct SearchPath: Hashable {
    let quoted: [String]
    let angled: [String]
  }

  struct Closure {
    /// Numbers of texts, ascending.
    let texts: [Int]
    /// False if something may be included that is not among them.
    let isComplete: Bool
  }

  let table: TextTable
  let directories: DirectoryIndex
  private var edges: [SearchPath: [Int: [Int]]] = [:]
  private var found: [SearchPath: [TextSummary.Inclusion: [Int]]] = [:]

  init(table: TextTable, directories: DirectoryIndex) {
    self.table = table
    self.directories = directories
  }

  /// Nil if the unit's main file cannot be read. The main file's number comes with it.
  func closure(
    of command: CompileCommand, flags: UnitFlags, path: SearchPath
  ) -> (main: Int, closure: Closure)? {
    guard let main = table.number(of: command.file) else { return nil }
    var isComplete = flags.isUnderstood
    var pending = [main]
    for name in flags.included {
      // Looked for from the working directory, then as any other (GCC 12 manual, -include).
      let inclusion = TextSummary.Inclusion(name: name, isQuoted: true)
      pending += look(for: inclusion, beside: command.directory, along: path)
    }
    var seen = Set(pending)
    var computed: Set<Word> = []
    while let number = pending.popLast() {
      let summary = table.texts[number].summary
      if summary.hasComputedInclusion || summary.isUnreadable { isComplete = false }
      computed.formUnion(summary.computedInclusions)
      for next in inclusions(of: number, along: path) where seen.insert(next).inserted {
        pending.append(next)
      }
    }
    if !computed.isEmpty {
      let macros = seen.flatMap { table.texts[$0].summary.macros } + flags.definitionMacros
      if macros.contains(where: { computed.contains($0.word) }) { isComplete = false }
    }
    return (main, Closure(texts: seen.sorted(), isComplete: isComplete))
  }

  private func inclusions(of number: Int, along path: SearchPath) -> [Int] {
    if let known = edges[path]?[number] { return known }
    let text = table.texts[number]
    let directory = text.path[..<(text.path.lastIndex(of: "/") ?? text.path.startIndex)]
    let numbers = text.summary.inclusions.flatMap {
      look(for: $0, beside: String(directory), along: path)
    }
    edges[path, default: [:]][number] = numbers
    return numbers
  }

  private func look(
    for inclusion: TextSummary.Inclusion, beside directory: String, along path: SearchPath
  ) -> [Int] {
    if inclusion.name.hasPrefix("/") {
      return number(of: inclusion.name).map { [$0] } ?? []
    }
    var numbers: [Int] = []
    if inclusion.isQuoted, let file = directories.file(inclusion.name, in: directory) {
      numbers += number(of: file).map { [$0] } ?? []
    }
    if let known = found[path]?[inclusion] { return numbers + known }
    let places = (inclusion.isQuoted ? path.quoted : []) + path.angled
    let elsewhere = places.compactMap { place in
      directories.file(inclusion.name, in: place).flatMap(number)
    }
    found[path, default: [:]][inclusion] = elsewhere
    return numbers + elsewhere
  }

  private func number(of path: String) -> Int? {
    let number = table.number(of: path)
    if number == nil { directories.noteUnreadable(path) }
    return number
  }
}
