/// What the front asks of the `fdport-git` worker, as JSON on its standard input.
package enum GitRequest: Codable, Sendable {
  /// Apply patch texts in order, at offset 0 and without fuzz, to the files that they touch.
  case apply(files: [SourceFile], patches: [PatchText])
  /// Diff each stage against the one before it (the first against `base`), as patch bodies.
  /// A stage holds the full set of changed files after it; a file absent from a stage is unchanged.
  case diff(base: [SourceFile], stages: [[SourceFile]])
  /// Fetch `commit` of the repository at `url` and write its tree into the empty `directory`.
  case fetch(url: String, commit: String, directory: String)
}

/// What the `fdport-git` worker answers, as JSON on its standard output.
package enum GitReply: Codable, Sendable {
  /// The touched files after all patches; a deleted file is in `deleted`.
  case applied(files: [SourceFile], deleted: [String])
  /// One body for each stage: `diff --git ...` with full index lines and three lines of context.
  case diffed([PatchBody])
  /// The commit that was written.
  case fetched(commit: String)
  case failed(message: String)
}
