import Foundation
import Glibc
import SystemPackage

/// An advisory lock on a file, held until the value goes away or the process ends: flock(2).
///
/// The kernel drops the lock however the process dies, so a killed fdport never blocks the next.
/// The descriptor is close-on-exec: a program that fdport starts does not inherit the lock.
final class FileLock: Sendable {
  enum Mode: Sendable {
    case shared
    case exclusive
  }

  let path: String
  private let descriptor: FileDescriptor

  private init(path: String, descriptor: FileDescriptor) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    try? descriptor.close()
  }

  /// Takes the lock if it is free now; nil if somebody else holds it.
  static func take(_ path: String, _ mode: Mode) throws(CacheError) -> FileLock? {
    do {
      while true {
        let descriptor = try FileDescriptor.open(
          FilePath(path), .readWrite, options: [.create, .closeOnExec],
          permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
        let lock = FileLock(path: path, descriptor: descriptor)
        guard try lock.tryLocking(mode) else { return nil }
        // The one who held it before may have removed the file: then this lock excludes nobody.
        if lock.isStillNamed {
          return lock
        }
      }
    } catch {
      throw SystemFailure.writing(path, error)
    }
  }

  /// Waits for the lock.
  static func wait(_ path: String, _ mode: Mode) async throws -> FileLock {
    var pause = LockPause()
    while true {
      if let lock = try take(path, mode) {
        return lock
      }
      try await pause.wait()
    }
  }

  /// Takes the lock if it is free within a moment. A process that starts a program shares its open
  /// locks with the child until that one's exec, so that a lock just released may still be held.
  static func takeSoon(_ path: String, _ mode: Mode) throws(CacheError) -> FileLock? {
    for _ in 0..<5 {
      if let lock = try take(path, mode) {
        return lock
      }
      usleep(10_000)
    }
    return nil
  }

  /// Marks the lock as used now: its file's time is what `--older-than` looks at.
  func touch() {
    _ = futimens(descriptor.rawValue, nil)
  }

  /// Removes the lock's file; only the holder of an exclusive lock may.
  func unlink() {
    _ = Glibc.unlink(path)
  }

  private func tryLocking(_ mode: Mode) throws -> Bool {
    let operation = (mode == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB
    while flock(descriptor.rawValue, operation) != 0 {
      let code = Errno(rawValue: errno)
      if code == .wouldBlock {
        return false
      }
      guard code == .interrupted else { throw code }
    }
    return true
  }

  private var isStillNamed: Bool {
    var held = stat()
    var named = stat()
    guard fstat(descriptor.rawValue, &held) == 0, stat(path, &named) == 0 else { return false }
    return held.st_dev == named.st_dev && held.st_ino == named.st_ino
  }
}

/// Waits between two looks at a lock: short at first, and long enough for a build of minutes.
struct LockPause {
  private var milliseconds = 5

  mutating func wait() async throws {
    try await Task.sleep(for: .milliseconds(milliseconds))
    milliseconds = min(milliseconds * 2, 200)
  }
}
