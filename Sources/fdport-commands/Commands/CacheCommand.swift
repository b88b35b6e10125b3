import ArgumentParser
import Cache
import Foundation
import Report

/// What the cache holds, and making room.
struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show what the cache holds, or clean it.",
    discussion: """
      Sources, builds and views are kept in XDG_CACHE_HOME/fdport, by default ~/.cache/fdport. All of \
      it can be made again and may be deleted at any time.

      Exit status: 0 done, 2 the cache cannot be read or written.
      """,
    subcommands: [Show.self, Clean.self], defaultSubcommand: Show.self)

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the cache's path, and its size by kind.")

    @Option(help: "How to print.")
    var format: ReportFormat = .text

    func run() async throws {
      let inventory = try Cache(root: Cache.standardRoot()).inventory()
      switch format {
      case .json: try StandardOutput.write(CanonicalJSON.text(InventoryReport(inventory)))
      case .text:
        try StandardOutput.write(inventory.path + "\n")
        for kind in inventory.kinds {
          try CacheCommand.printRow(kind.kind, entries: kind.entries, bytes: kind.bytes)
        }
        try CacheCommand.printRow("total", entries: inventory.entries, bytes: inventory.bytes)
      }
    }
  }

  struct Clean: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove entries that no running fdport uses.")

    @Option(help: ArgumentHelp("Only entries of this kind.", valueName: "kind"))
    var kind: String?

    @Option(
      help: ArgumentHelp("Only entries not used for this number of days.", valueName: "days"))
    var olderThan: Int?

    @Flag(help: "Only say what would be removed.")
    var dryRun = false

    @Option(help: "How to print.")
    var format: ReportFormat = .text

    func validate() throws {
      guard olderThan ?? 0 >= 0 else {
        throw ValidationError("--older-than takes a number of days, 0 or more")
      }
    }

    func run() async throws {
      let cache = try Cache(root: Cache.standardRoot())
      try check(kinds: cache.inventory().kinds.map(\.kind))
      let cleaning = try cache.clean(
        kind: kind, unusedSince: olderThan.map { Date(timeIntervalSinceNow: -86400 * Double($0)) },
        isDryRun: dryRun)
      switch format {
      case .json: try StandardOutput.write(CanonicalJSON.text(CleaningReport(cleaning)))
      case .text:
        let entries = cleaning.removed == 1 ? "entry" : "entries"
        try StandardOutput.write(
          "\(dryRun ? "would remove" : "removed") \(cleaning.removed) \(entries), "
            + CacheCommand.size(cleaning.bytes) + "\n")
        if cleaning.busy > 0 {
          try StandardOutput.write("left alone, in use: \(cleaning.busy)\n")
        }
      }
    }

    /// A kind that is not there is a mistyped one, unless the cache is empty.
    private func check(kinds: [String]) throws {
      guard let kind, !kinds.isEmpty, !kinds.contains(kind) else { return }
      throw UsageError(
        "the cache has no entries of kind '\(kind)'; there are \(kinds.joined(separator: ", "))")
    }
  }

  private struct InventoryReport: Encodable {
    let schema = 1
    let path: String
    let entries: Int
    let bytes: Int
    let kinds: [CacheInventory.Kind]

    init(_ inventory: CacheInventory) {
      path = inventory.path
      entries = inventory.entries
      bytes = inventory.bytes
      kinds = inventory.kinds
    }
  }

  private struct CleaningReport: Encodable {
    let schema = 1
    let removed: Int
    let bytes: Int
    let busy: Int

    init(_ cleaning: CacheCleaning) {
      removed = cleaning.removed
      bytes = cleaning.bytes
      busy = cleaning.busy
    }
  }

  private static func printRow(_ name: String, entries: Int, bytes: Int) throws {
    let label = "  " + name.padding(toLength: max(12, name.count), withPad: " ", startingAt: 0)
    let amount = size(bytes)
    let padding = String(repeating: " ", count: max(1, 12 - amount.count))
    try StandardOutput.write(label + String(format: "%6d ", entries) + padding + amount + "\n")
  }

  /// `12.3 MB`, in units of 1000.
  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000
      ? String(format: "%.1f kB", Double(bytes) / 1000)
      : String(format: "%.1f MB", Double(bytes) / 1_000_000)
  }
}
