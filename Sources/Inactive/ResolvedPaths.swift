import Foundation
import Synchronization

/// Absolute paths without symbolic links, kept for the units that meet the same headers next.
package final class ResolvedPaths: Sendable {
  private let known = Mutex<[String: String]>([:])

  package init() {}

  package func resolved(_ path: String) -> String {
    if let known = known.withLock({ $0[path] }) { return known }
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    known.withLock { $0[path] = resolved }
    return resolved
  }
}
