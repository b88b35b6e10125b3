import Foundation
import Testing

@testable import Tools

/// Copies that belong to whoever copies.
struct TreeCopyTests {
  @Test func aTreeKeepsNamesContentsLinksAndModes() throws {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.path + "/fdport-copy-\(UUID())"
    defer { try? manager.removeItem(atPath: root) }
    try manager.createDirectory(atPath: root + "/a/b", withIntermediateDirectories: true)
    try Data("text".utf8).write(to: URL(filePath: root + "/a/b/file"))
    try manager.createSymbolicLink(atPath: root + "/a/link", withDestinationPath: "b/file")
    try manager.setAttributes([.posixPermissions: 0o750], ofItemAtPath: root + "/a/b")
    try TreeCopy.copy(root + "/a", to: root + "/copy")
    #expect(try String(contentsOfFile: root + "/copy/b/file", encoding: .utf8) == "text")
    #expect(try manager.destinationOfSymbolicLink(atPath: root + "/copy/link") == "b/file")
    let mode = try manager.attributesOfItem(atPath: root + "/copy/b")[.posixPermissions] as? Int
    #expect(mode == 0o750)
  }

  /// Where the caller is not root this is what FileManager.copyItem fails at.
  @Test func aDirectoryOfAnotherOwnerIsCopied() throws {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.path + "/fdport-copy-\(UUID())"
    defer { try? manager.removeItem(atPath: root) }
    // Present on every Debian system, with a directory in it, and root's.
    try TreeCopy.copy("/etc/apt", to: root)
    let owner = try manager.attributesOfItem(atPath: root + "/apt.conf.d")[.ownerAccountID] as? Int
    #expect(owner == Int(getuid()))
  }
}
