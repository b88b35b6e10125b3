import Cache
import View

/// A view in which every name of a C library is there: for what is part of the platform itself, and for
/// what a build against a hiding view is compared with.
struct WholeView: Sendable {
  let project: Project

  init(_ project: Project) {
    self.project = project
  }

  /// Of the C library that is installed at `prefix`.
  func over(_ prefix: String) async throws -> View {
    let builder = ViewBuilder(hidingNothing: "gcc", note: project.note)
    var key = CacheKey("view 1")
    // A build's path holds the digest of all that went into it.
    key.add("library", prefix)
    key.add("profile", "none")
    key.add("builder", try await builder.identity())
    let directory = try await project.cache.entry(kind: "view", key: key, placement: .inPlace) {
      _ = try await builder.build(
        library: LibraryDirectories(prefix: prefix), into: $0 + "/" + ViewStage.directoryName)
    }
    return try View(directory: directory + "/" + ViewStage.directoryName)
  }
}
