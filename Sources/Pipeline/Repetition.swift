import Cache
import Foundation
import Recipe
package import Series
package import Source
import Tools

/// The same port once more, by another process that finds nothing in its cache: source and build are
/// elsewhere, under another locale and time zone.
package struct Repetition: Sendable {
  package struct Outcome: Hashable, Sendable {
    /// Whether the bytes were the same.
    package let isEqual: Bool
    /// What was tried: `from another path ...`.
    package let description: String

    package init(isEqual: Bool, description: String) {
      self.isEqual = isEqual
      self.description = description
    }
  }

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

  package func run(source: SourceTree, expected: [PatchText]) async throws -> Outcome {
    project.note("generating the port of \(project.title) again, elsewhere")
    let scratch = try project.cache.scratch("again")
    let copy = scratch + "/a place with spaces"
    // --source names what was unpacked, whose project may be a directory further down.
    let root = project.version.root == "." ? copy : copy + "/" + project.version.root
    try FileManager.default.createDirectory(
      at: URL(filePath: root).deletingLastPathComponent(), withIntermediateDirectories: true)
    let copied = try await Tool("cp", ["-a", "--reflink=auto", source.path, root]).run()
    guard copied.isSuccess else {
      throw PipelineError.unwritable(path: copy, reason: copied.tail(lines: 3))
    }
    var environment = Self.environment
    // A cache of its own: with the same one it would audit the very build that the first port audited.
    environment["XDG_CACHE_HOME"] = scratch + "/cache"
    if let base = project.home.base { environment["FDPORT_HOME"] = base }
    let recipe = "\(project.home.recipes)/\(project.recipe.name).yaml"
    let outcome = try await Tool(
      front,
      [
        "port", "\(recipe)@\(project.version.version)", "--source", copy, "--progress", "none",
      ], environment: environment
    ).run()
    return try Self.compare(outcome, with: expected)
  }

  /// Only a port that was made counts: one that failed would print nothing, which is equal to the
  /// bytes of no patches.
  static func compare(
    _ outcome: Tools.Outcome, with expected: [PatchText]
  ) throws(PipelineError) -> Outcome {
    guard outcome.status == .exited(0) || outcome.status == .exited(1) else {
      throw .worker(
        """
        the port from another path could not be made, \(outcome.statusText): \
        \(outcome.tail(lines: 3))
        """)
    }
    return Outcome(
      isEqual: outcome.standardOutput == expected.flatMap(\.bytes),
      description: "built anew from another path, under another locale and time zone")
  }
}
