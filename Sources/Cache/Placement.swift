/// Where an entry is made before anybody may use it.
package enum Placement: Hashable, Sendable {
  /// In a directory of its own that is renamed into place when complete: for all that does not
  /// remember its path.
  case renamed
  /// In its final place, used only once the file ``completeName`` is in it: for builds, whose
  /// makefiles, libtool scripts and compile commands hold absolute paths. A failed one stays, with
  /// its log, until the next attempt.
  case inPlace

  package static let completeName = "complete"

  /// Programs that write into an entry in place hold a lock on this file of it (`flock --shared`).
  /// Unlike fdport's own locks it lives as long as any of them: after a kill -9 of fdport a second
  /// one starts over only when no orphaned compiler can write there any more.
  package static let occupiedName = "occupied"

  func isComplete(_ path: String) -> Bool {
    switch self {
    case .renamed: (try? FileKind.of(path)) == .directory
    case .inPlace: (try? FileKind.of(path + "/" + Placement.completeName)) != nil
    }
  }
}
