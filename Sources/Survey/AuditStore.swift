import Cache
import Crypto
import Foundation
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
  func write(_ kind: String, _ name: String, _ content: Data) throws(StoreError) {
    let path = "\(root)/\(kind)/\(name)"
    let temporary = "\(path).\(UInt64.random(in: .min ... .max))"
    do {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try (Data(AuditStore.digest(content, name)) + content).write(to: URL(filePath: temporary))
      guard rename(temporary, path) == 0 else {
        throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
      }
    } catch {
      unlink(temporary)
      throw StoreError(path: path, reason: SystemReason.text(error))
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
