import Clang
import Compilation
import Findings

/// Which of a unit's files can hold what an audit looks for, as the front says.
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
  /// How often each file was entered.
  private let entries: [FileIdentity: Int]
  /// Where each file includes others, in bytes.
  private let directives: [FileIdentity: [Int]]

  /// Nil if the front did not say.
  init?(_ request: UnitRequest, inclusions: [Inclusion]) {
    guard let files = request.filesOfInterest else { return nil }
    numbers = Set(files.map { Number(device: $0.device, inode: $0.inode) })
    paths = Dictionary(
      grouping: files.map { AbsolutePath.normalised($0.path) }, by: FilesOfInterest.lastPart)
    directory = request.unit.directory
    entries = Dictionary(inclusions.map { ($0.file, 1) }, uniquingKeysWith: +)
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

  /// True if a declaration at file scope comes from one file as a whole, and that is none of these.
  func canPassOver(_ cursor: borrowing Cursor, kind: SyntaxKind) -> Bool {
    // What begins in one entry of a file may end in another.
    guard let (file, range) = cursor.stretch, !contains(file), entries[file] == 1 else {
      return false
    }
    // It may include others in between, and behind where it ends for libclang: `int get(void)`, an inclusion with
    // `__asm__("open")` in it, `;`.
    guard let directives = directives[file] else { return true }
    let end =
      kind == .function && cursor.isDefinition || kind == .otherDeclaration
      ? range.upperBound : Int.max
    return !directives.contains { range.lowerBound <= $0 && $0 <= end }
  }
}
