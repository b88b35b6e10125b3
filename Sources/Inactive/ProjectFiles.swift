import Compilation
import Foundation
package import Lexing

/// The files of the project as one unit meets them. Not shared between units.
package final class ProjectFiles {
  private let root: String
  private let resolvedRoot: String
  private let directory: String
  private let resolvedPaths: ResolvedPaths
  private var relativePaths: [String: String?] = [:]
  private var texts: [String: SourceText] = [:]

  /// `directory` is where the unit's compiler ran: libclang's relative paths start there. `resolvedPaths` are
  /// those of an audit, for the units of one tree as it is now.
  package init(root: String, directory: String, resolvedPaths: ResolvedPaths) {
    self.root = AbsolutePath.normalised(root)
    resolvedRoot = resolvedPaths.resolved(root)
    self.directory = directory
    self.resolvedPaths = resolvedPaths
  }

  /// The path below the root; nil for what is not the project's.
  package func relativePath(of path: String) -> String? {
    if let known = relativePaths[path] { return known }
    let absolute = AbsolutePath.of(path, in: directory)
    let relative =
      ProjectFiles.path(absolute, below: root)
      ?? ProjectFiles.path(resolvedPaths.resolved(absolute), below: resolvedRoot)
    relativePaths[path] = .some(relative)
    return relative
  }

  package func absolutePath(of relativePath: String) -> String { root + "/" + relativePath }

  /// The text of a file of the project; empty if it cannot be read any more.
  package func text(of relativePath: String) -> SourceText {
    if let known = texts[relativePath] { return known }
    let text = SourceText(FileBytes.read(root + "/" + relativePath) ?? [])
    texts[relativePath] = text
    return text
  }

  private static func path(_ path: String, below root: String) -> String? {
    let prefix = root == "/" ? root : root + "/"
    guard path.hasPrefix(prefix) else { return nil }
    return String(path.dropFirst(prefix.count))
  }
}
