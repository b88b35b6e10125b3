import Compilation

/// Guesses in which directories of a tree a unit's headers are searched, by where the headers lie
/// that it includes, and they in turn.
struct IncludeGuess {
  /// What one file leads to: files of the tree, and the directories from which they are found.
  private struct Links {
    var files: [String] = []
    var directories: Set<String> = []
  }

  /// What a unit needs.
  struct Need: Hashable {
    /// Relative to the root, `.` for the root itself; the nearest to the unit first.
    var directories: [String] = []
    /// The config.h that it reads, if it asks for HAVE_CONFIG_H.
    var configuration: String?
  }

  private let files: Set<String>
  private let byName: [Substring: [String]]
  private let text: (String) -> IncludeText
  private let isOfSystem: (String) -> Bool
  private var links: [String: Links] = [:]
  private var texts: [String: IncludeText] = [:]
  /// Names that the tree does not have, nor the system; of those templates exist for some.
  private(set) var missing: Set<String> = []

  /// `files` are all that can be included, relative to the root. `isOfSystem` knows the headers of the
  /// C library: `<stdio.h>` is that, though a tree may hold one of its own.
  init(
    files: Set<String>, text: @escaping (String) -> IncludeText,
    isOfSystem: @escaping (String) -> Bool
  ) {
    self.files = files
    self.text = text
    self.isOfSystem = isOfSystem
    byName = Dictionary(grouping: files.sorted(by: BareTree.isBefore)) {
      $0.split(separator: "/").last ?? ""
    }
  }

  mutating func need(of unit: String) -> Need {
    var reached: Set<String> = [unit]
    var pending = [unit]
    var directories: Set<String> = []
    var asks = false
    while let file = pending.popLast() {
      let next = links(of: file)
      asks = asks || texts[file]?.asksForConfiguration == true
      directories.formUnion(next.directories)
      for file in next.files where reached.insert(file).inserted { pending.append(file) }
    }
    let place = IncludeGuess.directory(of: unit)
    let ordered = directories.sorted { left, right in
      let near = (IncludeGuess.shared(left, place), IncludeGuess.shared(right, place))
      return near.0 == near.1 ? BareTree.isBefore(left, right) : near.0 > near.1
    }
    let configuration = reached.filter { $0.split(separator: "/").last == "config.h" }
      .min(by: BareTree.isBefore)
    return Need(
      directories: ordered.map { $0.isEmpty ? "." : $0 }, configuration: asks ? configuration : nil)
  }

  private mutating func links(of file: String) -> Links {
    if let known = links[file] { return known }
    let text = self.text(file)
    texts[file] = text
    var found = Links()
    for line in text.lines { resolve(line, from: file, into: &found) }
    links[file] = found
    return found
  }

  private mutating func resolve(
    _ line: IncludeText.Line, from file: String, into found: inout Links
  ) {
    let place = IncludeGuess.directory(of: file)
    let beside = String(AbsolutePath.of(line.name, in: "/" + place).dropFirst())
    if line.isQuoted, files.contains(beside) {
      found.files.append(beside)
      return
    }
    if !line.isQuoted, isOfSystem(line.name) { return }
    let name = line.name.split(separator: "/").last ?? ""
    let candidates = (byName[name] ?? []).filter {
      $0 == line.name || $0.hasSuffix("/" + line.name)
    }
    let best = candidates.min { left, right in
      let near = (IncludeGuess.shared(left, place), IncludeGuess.shared(right, place))
      guard near.0 == near.1 else { return near.0 > near.1 }
      let length = (left.utf8.count, right.utf8.count)
      return length.0 == length.1 ? BareTree.isBefore(left, right) : length.0 < length.1
    }
    guard let best else {
      if !isOfSystem(line.name) { missing.insert(line.name) }
      return
    }
    found.files.append(best)
    found.directories.insert(String(best.dropLast(line.name.count).dropLast()))
  }

  private static func directory(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// How many directories two paths have in common.
  private static func shared(_ left: String, _ right: String) -> Int {
    zip(left.split(separator: "/"), right.split(separator: "/")).prefix { $0 == $1 }.count
  }
}
