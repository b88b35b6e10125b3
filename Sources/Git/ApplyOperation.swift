package import Series

/// Applies the patches of a series to files in memory.
package struct ApplyOperation: ~Copyable {
  private let repository: MemoryRepository
  private var files: [String: SourceFile]
  private var touched: Set<String> = []

  private init(repository: consuming MemoryRepository, files: [String: SourceFile]) {
    self.repository = repository
    self.files = files
  }

  /// What the patches leave of the files that they touch.
  package struct Result: Hashable, Sendable {
    package let files: [SourceFile]
    /// Files that were there before the first patch and are gone after the last.
    package let deleted: [String]

    package init(files: [SourceFile], deleted: [String]) {
      self.files = files
      self.deleted = deleted
    }
  }

  /// Applies the patches in order; the first that does not fit ends it.
  package static func run(
    files: [SourceFile], patches: [PatchText]
  ) throws -> Result {
    var operation = try ApplyOperation(
      repository: MemoryRepository(), files: DiffOperation.byPath(files))
    for patch in patches {
      try operation.apply(patch)
    }
    let original = Set(files.map(\.path))
    // A tree cannot hold a file beneath a file, nor a path of git's own.
    _ = try operation.repository.treeID(of: Array(operation.files.values))
    let paths = operation.touched.sorted()
    return Result(
      files: paths.compactMap { operation.files[$0] },
      deleted: paths.filter { operation.files[$0] == nil && original.contains($0) })
  }

  private mutating func apply(_ patch: PatchText) throws {
    for change in try PatchParser.parse(patch) {
      touched.insert(change.path)
      let old = files[change.path]
      try checkPreimage(old, of: change, in: patch.name)
      guard let after = change.after else {
        let rest = try hunks(of: change, on: old, in: patch.name)
        guard rest.isEmpty else {
          throw refusal(change, patch.name, "the patch deletes the file but leaves lines of it")
        }
        files[change.path] = nil
        continue
      }
      let bytes = try hunks(of: change, on: old, in: patch.name)
      if let blob = after.blob {
        let found = try repository.blobID(of: bytes).hex
        guard found == blob else {
          throw refusal(
            change, patch.name, "result differs from the patch's index line: \(found), not \(blob)")
        }
      }
      files[change.path] = SourceFile(
        path: change.path, bytes: bytes, isExecutable: after.mode == .executable)
    }
  }

  private func hunks(
    of change: FilePatch, on old: SourceFile?, in patch: String
  ) throws(SeriesError) -> [UInt8] {
    try HunkMatcher(patch: patch, path: change.path).apply(change.hunks, to: old?.bytes ?? [])
  }

  /// The file must be the one that the patch was made against, by existence, mode and id.
  private func checkPreimage(
    _ old: SourceFile?, of change: FilePatch, in patch: String
  ) throws {
    guard let before = change.before else {
      guard old == nil else { throw refusal(change, patch, "the file is there already") }
      return
    }
    guard let old else { throw refusal(change, patch, "there is no such file") }
    let mode: FilePatch.Mode = old.isExecutable ? .executable : .regular
    guard mode == before.mode else {
      throw refusal(
        change, patch,
        "the file's mode is \(mode.rawValue), the patch expects \(before.mode.rawValue)")
    }
    guard let blob = before.blob else { return }
    let found = try repository.blobID(of: old.bytes).hex
    guard found != blob else { return }
    // The hunk that fails says more than two ids do.
    _ = try hunks(of: change, on: old, in: patch)
    throw refusal(
      change, patch,
      "the file differs from the one of the patch's index line: \(found), not \(blob)"
    )
  }

  private func refusal(_ change: FilePatch, _ patch: String, _ reason: String) -> SeriesError {
    .doesNotApply(patch: patch, file: change.path, hunk: 0, reason: reason)
  }
}
