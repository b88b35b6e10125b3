/// A stored series at a glance.
package struct SeriesStatus: Encodable, Hashable, Sendable {
  package struct Entry: Encodable, Hashable, Sendable {
    package let name: String
    package let subject: String
    /// The patch's own Upstream-Status; nil where it says none.
    package let upstreamStatus: String?
    package let changes: PatchStatistics
  }

  /// Added to, never renamed.
  package let schema = 1
  package let patches: [Entry]
  package let total: PatchStatistics
  package let intents: Int

  package init(_ series: PatchSeries) throws(SeriesError) {
    var entries: [Entry] = []
    for file in try series.files() {
      entries.append(
        Entry(
          name: file.name, subject: file.header.subject,
          upstreamStatus: file.header.values(of: "Upstream-Status").first,
          changes: try PatchStatistics(of: file.text)))
    }
    patches = entries
    total = try PatchStatistics(of: series)
    intents = series.intents.all.count
  }

  /// One line for each patch and one for the whole.
  package var text: String {
    let lines = patches.map { "\($0.name)  \(Self.text(of: $0.changes))" }
    let noun = patches.count == 1 ? "patch" : "patches"
    let last = "\(patches.count) \(noun), \(Self.text(of: total)), \(intents) intents"
    return (lines + [last]).map { $0 + "\n" }.joined()
  }

  private static func text(of changes: PatchStatistics) -> String {
    "\(changes.files) \(changes.files == 1 ? "file" : "files") +\(changes.added) -\(changes.removed)"
  }
}
