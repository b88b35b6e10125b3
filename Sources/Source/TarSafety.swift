/// Refuses archives whose members would end up, or point, outside the one directory that a release
/// tarball unpacks to.
enum TarSafety {
  /// The single top directory of all members.
  static func top(of members: [TarMember], archive: String) throws(SourceError) -> String {
    var tops: Set<String> = []
    var links: Set<[Substring]> = []
    for member in members {
      func refuse(_ reason: String) -> SourceError {
        .unsafeMember(archive: archive, member: member.name, reason: reason)
      }
      guard !member.name.hasPrefix("/") else { throw refuse("the path is absolute") }
      let parts = components(member.name)
      guard !parts.contains("..") else { throw refuse("the path holds '..'") }
      guard let first = parts.first else { continue }
      tops.insert(String(first))
      for length in 1..<max(parts.count, 1) where links.contains(Array(parts[..<length])) {
        throw refuse("it lies below a symbolic link of the archive")
      }
      switch member.kind {
      case .file, .directory: break
      case .symbolicLink(let target):
        guard stays(target, from: parts.dropLast()) else {
          throw refuse("the symbolic link leads out of the source, to '\(target)'")
        }
        links.insert(parts)
      case .hardLink(let target):
        let targetParts = components(target)
        guard !target.hasPrefix("/"), !targetParts.contains(".."), targetParts.first == first else {
          throw refuse("the hard link leads out of the source, to '\(target)'")
        }
      case .other(let type): throw refuse("it is not a file, directory or link (type '\(type)')")
      }
    }
    guard let top = tops.first, tops.count == 1 else {
      throw .damagedArchive(
        archive: archive, reason: "holds \(tops.count) top directories instead of one")
    }
    return top
  }

  /// Whether `target`, read in `directory`, stays below the first component, the top directory.
  private static func stays(_ target: String, from directory: ArraySlice<Substring>) -> Bool {
    guard !target.hasPrefix("/") else { return false }
    var depth = directory.count
    for part in components(target) {
      depth += part == ".." ? -1 : 1
      if depth < 1 {
        return false
      }
    }
    return true
  }

  private static func components(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }
}
