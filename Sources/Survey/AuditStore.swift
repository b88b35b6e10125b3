import Cache
import Crypto
import Foundation
import SystemPackage
import Tools

/// What an audit keeps for the next one: files by kind and name in fdport's cache, each with a digest of
/// its content before it. Nothing in it is believed that does not match, and nothing is missed that is gone.
package struct AuditStore: Sendable {
  private let root: String

  /// `root` is that of the cache.
  package init(root: String) {
    self.root = root
  }

  /// The content; nil if there is none, or if somebody else wrote it or damaged it.
  func read(_ kind: String, _ name: String) -> Data? {
    guard let data = FileManager.default.contents(atPath: "\(root)/\(kind)/\(name)"),
      data.count >= SHA256.byteCount
    else { return nil }
    let content = data.dropFirst(SHA256.byteCount)
    return AuditStore.digest(content, name) == Array(data.prefix(SHA256.byteCount)) ? content : nil
  }

  /// Readers see the old content or the new one, whoever else writes. Throws the system's reason.
  ///
  /// What a crash of the machine tears is no entry by its digest: nothing waits for the disk, as Foundation would with
  /// each file.
  func write(_ kind: String, _ name: String, _ content: Data) throws(StoreError) {
    let path = "\(root)/\(kind)/\(name)"
    let temporary = "\(path).\(UInt64.random(in: .min ... .max))"
    do {
      let file = try AuditStore.create(temporary)
      try file.closeAfter {
        try file.writeAll(AuditStore.digest(content, name))
        try file.writeAll(content)
      }
      guard rename(temporary, path) == 0 else { throw Errno(rawValue: errno) }
    } catch {
      unlink(temporary)
      let code = (error as? Errno).map {
        NSError(domain: NSPOSIXErrorDomain, code: Int($0.rawValue))
      }
      throw StoreError(path: path, reason: SystemReason.text(code ?? error))
    }
  }

  /// With its directory, if that is not there yet.
  private static func create(_ path: String) throws -> FileDescriptor {
    func create() throws -> FileDescriptor {
      try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    }
    do {
      return try create()
    } catch Errno.noSuchFileOrDirectory {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      return try create()
    }
  }

  /// The name counts, so that no entry can stand in another's place.
  private static func digest(_ content: Data, _ name: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Data("\(name)\n".utf8))
    hash.update(data: content)
    return Array(hash.finalize())
  }
}

/// Why something could not be kept. The audit goes on without.
struct StoreError: Error, Hashable, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String {
    "the cache cannot keep results: \(path): \(reason); the next audit will start from nothing"
      + FullDisk.remedy(for: reason)
  }
}
