import Clang
import Compilation
import Findings

/// Tells which of a unit's files can hold nothing that an audit looks for.
final class FilesOfInterest {
  private struct Number: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  private let numbers: Set<Number>
  /// The whole paths by their last parts.
  private let paths: [Substring: [String]]
  private let directory: String
  private var known: [FileIdentity: Bool] = [:]
  /// Where each file includes others, in bytes.
  private let directives: [FileIdentity: [Int]]

  /// Nil if the front did not say.
  init?(_ request: UnitRequest, inclusions: [Inclusion]) {
    guard let files = request.filesOfInterest else { return nil }
    numbers = Set(files.map { Number(device: $0.device, inode: $0.inode) })
    paths = Dictionary(
      grouping: files.map { AbsolutePath.normalised($0.path) }, by: FilesOfInterest.lastPart)
    directory = request.unit.directory
    directives = inclusions.compactMap(\.directive).reduce(into: [:]) { directives, place in
      directives[place.file, default: []].append(place.offset)
    }
  }

  func contains(_ file: FileIdentity) -> Bool {
    if let known = known[file] { return known }
    let contains = isNumbered(file) || isNamed(file)
    known[file] = contains
    return contains
  }

  private func isNumbered(_ file: FileIdentity) -> Bool {
    file.numbers.map { numbers.contains(Number(device: $0.device, inode: $0.inode)) } ?? true
  }

  /// An editor that has saved meanwhile has put another file there.
  private func isNamed(_ file: FileIdentity) -> Bool {
    guard let path = file.path else { return true }
    guard let paths = paths[FilesOfInterest.lastPart(of: path)] else { return false }
    return paths.contains(AbsolutePath.of(path, in: directory))
  }

  private static func lastPart(of path: String) -> Substring {
    path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }

  /// True if nothing of the node comes from a file of interest.
  func passOver(_ cursor: borrowing Cursor) -> Bool {
    // What it starts and ends in is one file, but it may include others in between.
    guard let (file, range) = cursor.stretch, !contains(file) else { return false }
    guard let directives = directives[file] else { return true }
    return !directives.contains(where: range.contains)
  }
}
