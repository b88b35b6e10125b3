import Clang
import Findings

/// Tells which of a unit's files can hold nothing that an audit looks for.
final class FilesOfInterest {
  private let numbers: Set<FileNumber>
  private var known: [FileIdentity: Bool] = [:]
  /// Where each file includes others, in bytes, ascending.
  private let directives: [FileIdentity: [Int]]

  /// Nil if the front did not say.
  init?(_ request: UnitRequest, inclusions: [Inclusion]) {
    guard let files = request.filesOfInterest else { return nil }
    numbers = Set(files)
    var directives: [FileIdentity: [Int]] = [:]
    for inclusion in inclusions {
      if let place = inclusion.directive {
        directives[place.file, default: []].append(place.offset)
      }
    }
    self.directives = directives.mapValues { $0.sorted() }
  }

  func contains(_ file: FileIdentity) -> Bool {
    if let known = known[file] { return known }
    let contains =
      file.numbers.map { numbers.contains(FileNumber(device: $0.device, inode: $0.inode)) } ?? true
    known[file] = contains
    return contains
  }

  /// True if nothing of the node comes from a file of interest.
  func passOver(_ cursor: borrowing Cursor) -> Bool {
    // What it starts and ends in is one file, but it may include others in between.
    guard let (file, range) = cursor.stretch, !contains(file) else { return false }
    guard let directives = directives[file] else { return true }
    return !directives.contains(where: range.contains)
  }
}
