package import Series

/// The patches of one version as they are kept in `patches/NAME/VERSION`.
package struct StoredSeries: Sendable {
  let directory: SeriesDirectory

  package init(_ project: Project) {
    directory = SeriesDirectory(project.patchesDirectory)
  }

  /// Replaces the stored patches and intents by these, in one atomic step.
  ///
  /// False if they were the same already and nothing was written.
  package func write(_ series: PatchSeries) throws(SeriesError) -> Bool {
    try directory.write(series)
  }

  /// Whether a series is stored, be it one without patches, of an upstream whose options are enough.
  package var exists: Bool { directory.exists }

  /// Empty if the directory does not exist.
  package func read() throws(SeriesError) -> PatchSeries {
    try directory.exists ? directory.read() : PatchSeries(patches: [])
  }
}
