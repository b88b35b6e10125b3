package import Compilation
import Foundation

/// A revision of a checkout, laid out beside it to be audited: the files that git tracks as they were, everything
/// else (generated headers, build directories, submodules) as it is today.
///
/// Nothing is built: the compile commands are today's. So what a changed option or a regenerated header did is
/// not seen, and a unit that is not understood in its earlier form is named.
package struct EarlierTree: Sendable {
  /// The directory that stands for the one that was asked about.
  package let root: String
  package let commands: [CompileCommand]
  /// Files that are gone and for which no flags could be found: what was in them is not known.
  package let unknown: [String]

  /// What no compiler reads, and what there may be much of.
  private static let passedOver: Set<Substring> = [
    "a", "d", "gcda", "gcno", "la", "lo", "o", "obj", "pyc", "so",
  ]

  /// `place` is a new directory of the caller's. `root` is the source root, and `commands` how its units are
  /// compiled today.
  package init(
    of root: String, revision: String, commands today: [CompileCommand], at place: String
  ) async throws {
    let checkout = try await Checkout(of: root)
    let commit = try await checkout.commit(revision)
    let tree = "\(place)/tree"
    try await checkout.lay(commit, at: tree, index: "\(place)/index")
    for path in try await checkout.submodules(of: commit) + checkout.untracked(withIgnored: true) {
      let name = path.hasSuffix("/") ? String(path.dropLast()) : path
      try EarlierTree.link("\(checkout.top)/\(name)", at: "\(tree)/\(name)")
    }
    let changes = try await checkout.changes(since: commit)
    var renames: [String: String] = [:]
    var gone: [String] = []
    for change in changes {
      switch change {
      case .renamed(let from, let to): renames[to] = from
      case .deleted(let file): if file.hasSuffix(".c") { gone.append(file) }
      }
    }
    let newcomers = try await checkout.untracked(withIgnored: false)
    let earlier = EarlierCommands(
      tops: Array(Set([checkout.spelledTop, checkout.top])).sorted { $0.count > $1.count },
      place: tree, renames: renames
    ) { file in
      let path = "\(tree)/\(file)"
      guard FileManager.default.fileExists(atPath: path) else { return false }
      // What somebody wrote and has not added yet was not there; what is ignored is generated, and nobody knows
      // what it was.
      let isLinked = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
      return !isLinked
        || !newcomers.contains { $0 == file || ($0.hasSuffix("/") && file.hasPrefix($0)) }
    }
    let ofGone = gone.map { ($0, earlier.command(forGone: $0, like: today)) }
    self.root = checkout.prefix.isEmpty ? tree : "\(tree)/\(checkout.prefix.dropLast())"
    self.commands = earlier.commands(today) + ofGone.compactMap(\.1)
    unknown = ofGone.filter { $0.1 == nil }.map(\.0)
  }

  /// Links what lies at `original` to `place`, file by file: were a directory linked as a whole, its `..` would
  /// lead back into the checkout. What is there already is the revision's, and stays.
  private static func link(_ original: String, at place: String) throws {
    let manager = FileManager.default
    do {
      let kind = try manager.attributesOfItem(atPath: original)[.type] as? FileAttributeType
      guard kind == .typeDirectory else {
        guard !manager.fileExists(atPath: place),
          !passedOver.contains(original.split(separator: ".").last ?? "")
        else { return }
        try manager.createSymbolicLink(atPath: place, withDestinationPath: original)
        return
      }
      try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
      for name in try manager.contentsOfDirectory(atPath: original) where name != ".git" {
        try link("\(original)/\(name)", at: "\(place)/\(name)")
      }
    } catch let error as RevisionError {
      throw error
    } catch {
      throw RevisionError.cannotWrite(path: place, reason: "\(error.localizedDescription)")
    }
  }
}
