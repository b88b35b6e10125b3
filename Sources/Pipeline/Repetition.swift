import Recipe
import Cache
import Foundation
package import Series
package import Source
import Tools

/// The same port once more, by another process, from another path, under another locale and time zone.
package struct Repetition: Sendable {
  let project: Project
  let front: String

  package init(_ project: Project, front: String) {
    self.project = project
    self.front = front
  }

  /// A locale whose case rules differ from C's, a zone far from UTC, another user's home.
  private static let environment = [
    "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "HOME": "/nowhere",
  ]

  package func run(
    source: SourceTree, expected: [PatchText]
  ) async throws -> (isEqual: Bool, description: String) {
    project.note("generating the port of \(project.title) again, elsewhere")
    let copy = try project.cache.scratch("again") + "/a place with spaces"
    // --source names what was unpacked, whose project may be a directory further down.
    let root = project.version.root == "." ? copy : copy + "/" + project.version.root
    try FileManager.default.createDirectory(
      at: URL(filePath: root).deletingLastPathComponent(), withIntermediateDirectories: true)
    let copied = try await Tool("cp", ["-a", "--reflink=auto", source.path, root]).run()
    guard copied.isSuccess else {
      throw PipelineError.unwritable(path: copy, reason: copied.tail(lines: 3))
    }
    var environment = Self.environment
    // The cache stays the same place: what is compared is the port, not a second download.
    environment["XDG_CACHE_HOME"] =
      URL(filePath: project.cache.root)
      .deletingLastPathComponent().path
    let outcome = try await Tool(
      front,
      [
        "port", "\(project.recipe.name)@\(project.version.version)", "--source", copy, "--recipes",
        project.home.recipes, "--progress", "none",
      ], environment: environment
    ).run()
    guard outcome.status != .exited(2) else {
      throw PipelineError.worker(
        "the port from another path could not be made: \(outcome.tail(lines: 3))")
    }
    let bytes = expected.flatMap(\.bytes)
    return (
      outcome.standardOutput == bytes,
      "from another path, locale and time zone"
    )
  }
}
