import Foundation
import Glibc

/// This process's own part of `work/`: where entries are made before they are renamed into place.
///
/// It is `work/PID-RANDOM` beside the lock file `work/PID-RANDOM.lock`, which the process holds for
/// life. A lock that can be taken therefore belongs to a dead process, whatever its PID or PID
/// namespace was, and what it left is removed.
final class WorkArea: Sendable {
  let path: String
  private let lock: FileLock

  private init(path: String, lock: FileLock) {
    self.path = path
    self.lock = lock
  }

  /// Makes an area in `directory`, after removing those of dead processes.
  static func make(in directory: String) throws(CacheError) -> WorkArea {
    try sweep(directory)
    while true {
      let random = String(UInt64.random(in: .min ... .max), radix: 36)
      let path = "\(directory)/\(getpid())-\(random)"
      guard let lock = try FileLock.take(path + ".lock", .exclusive) else { continue }
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      } catch {
        throw SystemFailure.writing(path, error)
      }
      return WorkArea(path: path, lock: lock)
    }
  }

  /// Removes what dead processes left in `directory`.
  static func sweep(_ directory: String) throws(CacheError) {
    for name in try DirectoryListing.names(in: directory) where name.hasSuffix(".lock") {
      // Another process may be sweeping too: what it has already removed is no error.
      guard let lock = try? FileLock.take("\(directory)/\(name)", .exclusive) else { continue }
      try? Removal.remove("\(directory)/\(name.dropLast(".lock".count))")
      // An orphaned child of the dead process may still write there: then the next sweep does it.
      if access("\(directory)/\(name.dropLast(".lock".count))", F_OK) != 0 {
        lock.unlink()
      }
    }
  }

  /// A new, empty directory in the area.
  func directory(named name: String) throws(CacheError) -> String {
    let random = String(UInt64.random(in: .min ... .max), radix: 36)
    let made = "\(path)/\(name)-\(random)"
    do {
      try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: false)
    } catch {
      throw SystemFailure.writing(made, error)
    }
    return made
  }

  /// Removes the area; the value is of no use afterwards.
  func remove() {
    try? Removal.remove(path)
    lock.unlink()
  }
}
