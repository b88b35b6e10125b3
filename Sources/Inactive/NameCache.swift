import Catalogue
import Findings
import Foundation
import Glibc
import Lexing
import Synchronization

/// The names that the lexer sees in each file, kept for the units that read it next.
final class NameCache: Sendable {
  static let shared = NameCache()

  /// A file that changes is another one.
  private struct Key: Hashable {
    let path: String
    let profile: Profile
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  private let known = Mutex<[Key: [NameUse]]>([:])

  func uses(
    in path: String, names: AmbientNames, glance: NameGlance, profile: Profile
  ) -> [NameUse] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    let key = Key(
      path: path, profile: profile, size: Int(status.st_size), seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec)
    if let uses = known.withLock({ $0[key] }) { return uses }
    let bytes = FileBytes.read(path) ?? []
    let uses =
      glance.mayHold(bytes)
      ? NameFinder.uses(
        in: SourceText(bytes), functions: names.functions, objects: names.objects,
        glance: glance
      ).filter { names.row(of: $0.name, firstArgument: $0.firstArgument) != nil } : []
    known.withLock { $0[key] = uses }
    return uses
  }
}
