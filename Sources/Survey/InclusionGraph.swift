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
  /// Search paths by number: to hash the strings of one for every text that is met takes longer than all else.
  private var paths: [SearchPath] = []
  private var numbers: [SearchPath: Int] = [:]
  /// For each search path what each text includes, by the text's number; nil if it was not looked at.
  private var edges: [[[Int]?]] = []
  private var found: [[TextSummary.Inclusion: [Int]]] = []

  init(table: TextTable, directories: DirectoryIndex) {
    self.table = table
    self.directories = directories
  }

  /// Nil if the unit's main file cannot be read. The main file's number comes with it.
  func closure(
    of command: CompileCommand, flags: UnitFlags, path: SearchPath
  ) -> (main: Int, closure: Closure)? {
    guard let main = table.number(of: command.file) else { return nil }
    let path = numberOfPath(path)
    var isComplete = flags.isUnderstood
    var pending = [main]
    for name in flags.included {
      // Looked for from the working directory, then as any other (GCC 12 manual, -include).
      let inclusion = TextSummary.Inclusion(name: name, isQuoted: true)
      pending += look(for: inclusion, beside: command.directory, along: path)
    }
    var isSeen = [Bool](repeating: false, count: table.texts.count)
    for number in pending { isSeen[number] = true }
    var computed: Set<Word> = []
    while let number = pending.popLast() {
      let summary = table.texts[number].summary
      if summary.hasComputedInclusion || summary.isUnreadable { isComplete = false }
      computed.formUnion(summary.computedInclusions)
      for next in inclusions(of: number, along: path) {
        if next >= isSeen.count {
          isSeen += [Bool](repeating: false, count: table.texts.count - isSeen.count)
        }
        guard !isSeen[next] else { continue }
        isSeen[next] = true
        pending.append(next)
      }
    }
    let seen = isSeen.indices.filter { isSeen[$0] }
    if !computed.isEmpty {
      let macros = seen.flatMap { table.texts[$0].summary.macros } + flags.definitionMacros
      if macros.contains(where: { computed.contains($0.word) }) { isComplete = false }
    }
    return (main, Closure(texts: seen, isComplete: isComplete))
  }

  private func numberOfPath(_ path: SearchPath) -> Int {
    if let known = numbers[path] { return known }
    paths.append(path)
    edges.append([])
    found.append([:])
    numbers[path] = paths.count - 1
    return paths.count - 1
  }

  private func inclusions(of number: Int, along path: Int) -> [Int] {
    if number < edges[path].count, let known = edges[path][number] { return known }
    let text = table.texts[number]
    let directory = text.path[..<(text.path.lastIndex(of: "/") ?? text.path.startIndex)]
    let included = text.summary.inclusions.flatMap {
      look(for: $0, beside: String(directory), along: path)
    }
    let missing = table.texts.count - edges[path].count
    if missing > 0 { edges[path] += [[Int]?](repeating: nil, count: missing) }
    edges[path][number] = included
    return included
  }

  private func look(
    for inclusion: TextSummary.Inclusion, beside directory: String, along path: Int
  ) -> [Int] {
    if inclusion.name.hasPrefix("/") {
      return number(of: inclusion.name).map { [$0] } ?? []
    }
    var numbers: [Int] = []
    if inclusion.isQuoted, let file = directories.file(inclusion.name, in: directory) {
      numbers += number(of: file).map { [$0] } ?? []
    }
    if let known = found[path][inclusion] { return numbers + known }
    let places = (inclusion.isQuoted ? paths[path].quoted : []) + paths[path].angled
    let elsewhere = places.compactMap { place in
      directories.file(inclusion.name, in: place).flatMap(number)
    }
    found[path][inclusion] = elsewhere
    return numbers + elsewhere
  }

  private func number(of path: String) -> Int? {
    let number = table.number(of: path)
    if number == nil { directories.noteUnreadable(path) }
    return number
  }
}
