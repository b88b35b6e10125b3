import Compilation
import Findings
import Foundation

/// The units of a tree without compile commands: every C and C++ source, with guessed flags.
struct BareIntake {
  private let tree: BareTree

  init(_ root: String) throws(IntakeError) {
    tree = BareTree(root)
    guard !tree.sources.isEmpty || !tree.failed.isEmpty || !tree.skipped.isEmpty else {
      throw .noSources(directory: root, leftOut: BareIntake.leftOut(tree))
    }
  }

  var intake: Intake {
    let root = tree.root
    var guess = IncludeGuess(
      files: tree.headers.union(tree.sources),
      text: { IncludeText((try? RegularFile.read(root + "/" + $0).get()) ?? []) },
      isOfSystem: SystemHeaders().holds)
    var directories: [String: Int] = [:]
    var configurations: Set<String> = []
    var units: [CompileCommand] = []
    for source in tree.sources {
      let need = guess.need(of: source)
      for directory in need.directories { directories[directory, default: 0] += 1 }
      if let configuration = need.configuration { configurations.insert(configuration) }
      units.append(command(source, need))
    }
    return Intake(
      root: root, units: units, skipped: BareIntake.notes(tree.skipped),
      failed: BareIntake.notes(tree.failed),
      assumptions: assumptions(
        directories: directories, configurations: configurations, missing: guess.missing))
  }

  private func command(_ source: String, _ need: IncludeGuess.Need) -> CompileCommand {
    let suffix = UnitLanguage.suffix(of: source) ?? ""
    let isC = UnitLanguage(suffix: suffix) == .c
    let definition = need.configuration == nil ? [] : ["-DHAVE_CONFIG_H"]
    let search = need.directories.map { "-I" + AbsolutePath.of($0, in: tree.root) }
    return CompileCommand(
      file: tree.root + "/" + source, directory: tree.root,
      arguments: [isC ? "cc" : "c++", isC ? "-std=gnu17" : "-std=gnu++17", "-D_GNU_SOURCE"]

        // Absolute, as `-x.c` and `@at.c` are names of files too.
        + definition + search + ["-c", tree.root + "/" + source])
  }

  private func assumptions(
    directories: [String: Int], configurations: Set<String>, missing: Set<String>
  ) -> [String] {
    let count = tree.sources.count
    var sentences = [
      "no compile commands in \(tree.root): each of its \(count) "
        + "\(count == 1 ? "source" : "sources") was taken for a unit with guessed flags; "
        + IntakeError.remedy,
      "guessed: -std=gnu17 for C, -std=gnu++17 for C++, -D_GNU_SOURCE",
    ]
    let used = directories.sorted {
      $0.value == $1.value ? BareTree.isBefore($0.key, $1.key) : $0.value > $1.value
    }
    if !used.isEmpty {
      sentences.append("guessed: headers are searched in \(BareIntake.list(used.map(\.key)))")
    }
    if !configurations.isEmpty {
      sentences.append(
        "guessed: -DHAVE_CONFIG_H, as there is \(BareIntake.list(configurations.sorted()))")
    }
    let templates = tree.templates.filter { template in
      missing.contains { name in (template.dropLast(3) + "").hasSuffix(name) }
    }
    if !templates.isEmpty {
      sentences.append(
        "not configured: what ./configure or CMake makes from "
          + "\(BareIntake.list(templates.sorted(by: BareTree.isBefore))) is missing")
    }
    let leftOut = BareIntake.leftOut(tree)
    if !leftOut.isEmpty { sentences.append("left out: \(leftOut.joined(separator: "; "))") }
    return sentences
  }

  private static func leftOut(_ tree: BareTree) -> [String] {
    var parts: [String] = []
    let many = { (count: Int, one: String, more: String) in "\(count) \(count == 1 ? one : more)" }
    if !tree.buildDirectories.isEmpty {
      parts.append(
        many(tree.buildDirectories.count, "build directory", "build directories")
          + " (\(list(tree.buildDirectories)))")
    }
    if !tree.versionControl.isEmpty { parts.append(list(tree.versionControl)) }
    if tree.linkedDirectories > 0 {
      parts.append(
        many(tree.linkedDirectories, "symbolic link", "symbolic links") + " to directories")
    }
    if tree.linkedSources > 0 {
      parts.append(
        many(tree.linkedSources, "symbolic link", "symbolic links") + " to sources of the tree")
    }
    return parts
  }

  /// At most eight names, then how many more there are.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }

  private static func notes(_ notes: [BareTree.Note]) -> [AuditReport.UnitNote] {
    notes.map { AuditReport.UnitNote(file: $0.path, reason: $0.reason) }
  }
}
