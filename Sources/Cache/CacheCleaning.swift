package import Foundation
import Glibc
import SystemPackage

/// What `fdport cache clean` removed, or would remove.
package struct CacheCleaning: Codable, Hashable, Sendable {
  package var removed = 0
  package var bytes = 0
  /// Entries that a running fdport uses: left alone.
  package var busy = 0

  package init() {}
}

extension Cache {
  /// Removes entries: of one kind if `kind` is given, last used before `unusedSince` if that is.
  package func clean(
    kind: String? = nil, unusedSince: Date? = nil, isDryRun: Bool = false
  ) throws(CacheError) -> CacheCleaning {
    var cleaning = CacheCleaning()
    for found in try kindNames() where kind == nil || kind == found {
      for name in try DirectoryListing.names(in: "\(root)/\(found)") {
        try clean(
          kind: found, name: name, unusedSince: unusedSince, isDryRun: isDryRun,
          into: &cleaning)
      }
    }
    if !isDryRun {
      try WorkArea.sweep("\(root)/\(Cache.workName)")
    }
    return cleaning
  }

  private func clean(
    kind: String, name: String, unusedSince: Date?, isDryRun: Bool,
    into cleaning: inout CacheCleaning
  ) throws(CacheError) {
    let path = "\(root)/\(kind)/\(name)"
    if let unusedSince, lastUse(kind: kind, name: name) >= unusedSince {
      return
    }
    let lockPath = lockPath(kind: kind, name: name)
    let occupied = path + "/" + Placement.occupiedName
    guard let lock = try FileLock.takeSoon(lockPath, .exclusive) else {
      cleaning.busy += 1
      return
    }
    if (try? FileKind.of(occupied)) != nil, try FileLock.takeSoon(occupied, .exclusive) == nil {
      cleaning.busy += 1
      return
    }
    cleaning.removed += 1
    cleaning.bytes += Cache.allocatedBytes(path)
    guard !isDryRun else { return }
    // Renamed first: a kill half-way through the removal must not leave half an entry.
    let doomed = try workArea().directory(named: "removed") + "/entry"
    guard rename(path, doomed) == 0 else {
      throw SystemFailure.writing(path, Errno(rawValue: errno))
    }
    try Removal.remove(doomed)
    lock.unlink()
  }

  /// The time of the entry's lock file, or of the entry if somebody removed the lock.
  private func lastUse(kind: String, name: String) -> Date {
    let paths = [lockPath(kind: kind, name: name), "\(root)/\(kind)/\(name)"]
    let times = paths.compactMap { path in
      try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    }
    return times.first ?? .distantPast
  }
}
