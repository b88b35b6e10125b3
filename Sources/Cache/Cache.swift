import Foundation
import Glibc
import Synchronization
import SystemPackage

/// Everything that fdport can make again: sources, builds, views. May be deleted at any time.
///
/// An entry is the directory `KIND/DIGEST`. It is made once, whatever the number of processes that
/// want it, and is there either wholly or not at all; see ``Placement``. `locks/` holds one file an
/// entry, `work/` what is being made. Whoever was given an entry holds a shared lock on it as
/// long as its ``Cache`` lives, so that `fdport cache clean` does not pull it away.
package final class Cache: Sendable {
  package let root: String
  private let state = Mutex(State())

  private struct State {
    var area: WorkArea?
    var used: [String: FileLock] = [:]
  }

  static let locksName = "locks"
  static let workName = "work"

  /// Opens the cache in `root`, making the directory if need be.
  package init(root: String) throws(CacheError) {
    self.root = root
    for name in [Cache.locksName, Cache.workName] {
      let path = "\(root)/\(name)"
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } catch {
        throw SystemFailure.writing(path, error)
      }
    }
  }

  deinit {
    state.withLock { $0.area?.remove() }
  }

  /// `XDG_CACHE_HOME/fdport`, or `~/.cache/fdport`; a relative XDG_CACHE_HOME is ignored, as the
  /// XDG Base Directory Specification asks.
  package static func standardRoot(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
      return base + "/fdport"
    }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.cache/fdport"
  }

  /// The path of the entry, made by `make` in the directory that it is given if it is not there.
  ///
  /// Throws a ``CacheError`` of its own, or whatever `make` throws.
  package func entry(
    kind: String, key: CacheKey, placement: Placement = .renamed,
    make: (_ directory: String) async throws -> Void
  ) async throws -> String {
    let digest = key.digest
    let path = "\(root)/\(kind)/\(digest)"
    let lockPath = lockPath(kind: kind, name: digest)
    var pause = LockPause()
    while try !use(path, lockPath: lockPath, placement: placement) {
      if try await makeEntry(path, lockPath: lockPath, placement: placement, make: make) {
        continue
      }
      try await pause.wait()
    }
    return path
  }

  /// Whether the entry that holds `path` is there; it is then in use, as if ``entry(kind:key:placement:make:)``
  /// had returned it.
  package func uses(_ path: String, placement: Placement) throws(CacheError) -> Bool {
    guard path.hasPrefix(root + "/") else { return false }
    let parts = path.dropFirst(root.count + 1).split(separator: "/")
    guard parts.count >= 2 else { return false }
    let (kind, name) = (String(parts[0]), String(parts[1]))
    return try use(
      "\(root)/\(kind)/\(name)", lockPath: lockPath(kind: kind, name: name), placement: placement)
  }

  /// A directory that keeps changing, such as the package lists of a suite; nobody else is in it
  /// while `body` runs.
  package func withState<Result>(
    kind: String, name: String, body: (_ directory: String) async throws -> Result
  ) async throws -> Result {
    let path = "\(root)/\(kind)/\(name)"
    let lock = try await FileLock.wait(lockPath(kind: kind, name: name), .exclusive)
    defer { withExtendedLifetime(lock) {} }
    lock.touch()
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw SystemFailure.writing(path, error)
    }
    return try await body(path)
  }

  /// A new private directory that lives as long as this value; after a kill the next process
  /// removes it.
  package func scratch(_ name: String) throws(CacheError) -> String {
    try workArea().directory(named: name)
  }

  func lockPath(kind: String, name: String) -> String {
    "\(root)/\(Cache.locksName)/\(kind)-\(name)"
  }

  /// Keeps a shared lock on the entry if it is there and nobody is just removing it.
  private func use(
    _ path: String, lockPath: String, placement: Placement
  ) throws(CacheError) -> Bool {
    guard placement.isComplete(path), let lock = try FileLock.take(lockPath, .shared),
      placement.isComplete(path)
    else { return false }
    lock.touch()
    state.withLock { $0.used[lockPath] = lock }
    return true
  }

  /// Makes the entry, unless somebody else holds its lock: false then. That one may be making it,
  /// or may use it already and keep the lock for long, so nobody waits for the exclusive lock.
  private func makeEntry(
    _ path: String, lockPath: String, placement: Placement,
    make: (String) async throws -> Void
  ) async throws -> Bool {
    guard !placement.isComplete(path) else { return false }
    // Somebody may have removed an entry by hand that this process still keeps a lock on.
    state.withLock { $0.used[lockPath] = nil }
    guard let lock = try FileLock.take(lockPath, .exclusive) else { return false }
    defer { withExtendedLifetime(lock) {} }
    guard !placement.isComplete(path) else { return true }
    let parent = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      switch placement {
      case .renamed: try await makeAside(path, make: make)
      case .inPlace: try await makeInPlace(path, make: make)
      }
    } catch let error as NSError where error.domain == NSCocoaErrorDomain {
      throw SystemFailure.writing(path, error)
    }
    guard placement.isComplete(path) else { throw CacheError.incompleteEntry(path: path) }
    return true
  }

  private func makeAside(_ path: String, make: (String) async throws -> Void) async throws {
    let directory = try workArea().directory(named: "entry")
    do {
      try await make(directory)
    } catch {
      try? Removal.remove(directory)
      throw error
    }
    guard rename(directory, path) == 0 else {
      throw SystemFailure.writing(path, Errno(rawValue: errno))
    }
  }

  private func makeInPlace(_ path: String, make: (String) async throws -> Void) async throws {
    let occupied = path + "/" + Placement.occupiedName
    if (try? FileKind.of(occupied)) != nil {
      let orphans = try await FileLock.wait(occupied, .exclusive)
      withExtendedLifetime(orphans) {}
    }
    try Removal.remove(path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try Data().write(to: URL(fileURLWithPath: occupied))
    try await make(path)
    let complete = path + "/" + Placement.completeName
    do {
      try Data().write(to: URL(fileURLWithPath: complete), options: .atomic)
    } catch {
      throw SystemFailure.writing(complete, error)
    }
  }

  func workArea() throws(CacheError) -> WorkArea {
    // Typed throws do not pass through Mutex.withLock's rethrowing of `any Error` unchanged.
    let result = state.withLock { state -> Result<WorkArea, CacheError> in
      if let area = state.area {
        return .success(area)
      }
      return Result { () throws(CacheError) in try WorkArea.make(in: "\(root)/\(Cache.workName)") }
        .map { area in
          state.area = area
          return area
        }
    }
    return try result.get()
  }
}
