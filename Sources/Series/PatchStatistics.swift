/// How much a patch, or a series, changes.
package struct PatchStatistics: Codable, Hashable, Sendable {
  /// Files changed, made or deleted; in a series, each file once.
  package let files: Int
  package let added: Int
  package let removed: Int

  package init(_ patches: [FilePatch]) {
    files = Set(patches.map(\.path)).count
    added = Self.lines(.added, in: patches)
    removed = Self.lines(.removed, in: patches)
  }

  package init(of patch: PatchText) throws(SeriesError) {
    self.init(try PatchParser.parse(patch))
  }

  package init(of series: PatchSeries) throws(SeriesError) {
    var all: [FilePatch] = []
    for patch in series.patches {
      all += try PatchParser.parse(patch)
    }
    self.init(all)
  }

  private static func lines(_ kind: Hunk.Kind, in patches: [FilePatch]) -> Int {
    patches.reduce(0) { count, patch in
      count + patch.hunks.reduce(0) { $0 + $1.lines.count { $0.kind == kind } }
    }
  }
}
