import Foundation
import Glibc

/// A flat directory that changes from one state to the next in one step.
///
/// The new state is built beside the directory, made durable, and exchanged with it by
/// renameat2(2) with RENAME_EXCHANGE (Linux 3.15): a stop at any moment leaves the old state or the new
/// one, and at worst, after a kill, a staging directory that the next write removes.
struct AtomicDirectory {
  let path: String

  private var parent: String { (path as NSString).deletingLastPathComponent }
  private var name: String { (path as NSString).lastPathComponent }
  private var stage: String { "\(parent)/.\(name).fdport-stage" }

  /// Whether anything had to change.
  func replace(with contents: [String: [UInt8]]) throws(SeriesError) -> Bool {
    try attempt(parent) {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    }
    let lock = try DirectoryLock(directory: parent)
    try removeStage()
    guard try current() != contents else { return false }
    do {
      try build(contents)
      try exchange()
    } catch {
      try? removeStage()
      throw error
    }
    try synchronise(parent)
    try removeStage()
    lock.release()
    return true
  }

  private func build(_ contents: [String: [UInt8]]) throws(SeriesError) {
    try check(mkdir(stage, 0o777), stage)
    for (name, bytes) in contents.sorted(by: { $0.key < $1.key }) {
      try stageFile(name, bytes)
    }
    try synchronise(stage)
  }

  private func exchange() throws(SeriesError) {
    let exists = FileManager.default.fileExists(atPath: path)
    let flags = exists ? RenameWithFlags.exchange : RenameWithFlags.keepExisting
    guard RenameWithFlags.rename(stage, path, flags: flags) < 0 else { return }
    let reason = String(cString: strerror(errno))
    // Such as NFS, or a directory of a container image's lower layer: two renames would leave a
    // moment without the directory.
    let isUnsupported = [EINVAL, EXDEV, ENOSYS].contains(errno)
    throw .unwritable(
      path: path,
      reason: isUnsupported
        ? "this file system cannot exchange two directories in one step (\(reason)); "
          + "work in a copy on a local disk" : reason)
  }

  /// What the directory holds now; empty if it is not there.
  private func current() throws(SeriesError) -> [String: [UInt8]] {
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    var contents: [String: [UInt8]] = [:]
    try attempt(path) {
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        contents[name] = try Array(Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
      }
    }
    return contents
  }

  /// An equal file is linked, which keeps its inode and its times; any other is written anew.
  private func stageFile(_ name: String, _ bytes: [UInt8]) throws(SeriesError) {
    let place = "\(stage)/\(name)"
    let old = "\(path)/\(name)"
    if FileManager.default.contents(atPath: old).map(Array.init) == bytes, link(old, place) == 0 {
      return
    }
    try attempt(place) {
      try Data(bytes).write(to: URL(fileURLWithPath: place), options: .withoutOverwriting)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: place)
    }
    try synchronise(place)
  }

  private func removeStage() throws(SeriesError) {
    var status = stat()
    guard lstat(stage, &status) == 0 else { return }
    try attempt(stage) { try FileManager.default.removeItem(atPath: stage) }
  }

  private func synchronise(_ place: String) throws(SeriesError) {
    let descriptor = open(place, O_RDONLY | O_CLOEXEC)
    try check(descriptor, place)
    defer { close(descriptor) }
    try check(fsync(descriptor), place)
  }

  private func check(_ result: Int32, _ place: String) throws(SeriesError) {
    guard result < 0 else { return }
    throw .unwritable(path: place, reason: String(cString: strerror(errno)))
  }

  private func attempt(_ place: String, _ action: () throws -> Void) throws(SeriesError) {
    do {
      try action()
    } catch {
      throw .unwritable(path: place, reason: error.localizedDescription)
    }
  }
}
