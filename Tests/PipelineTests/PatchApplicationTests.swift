import Foundation
import Series
import Testing

@testable import Pipeline

@Suite("Files are read from one tree and written into another")
struct PatchApplicationTests {
  private let tree = FileManager.default.temporaryDirectory.appending(
    component: "fdport-write-\(UUID())")

  init() throws {
    try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
  }

  private func remove() {
    try? FileManager.default.removeItem(at: tree)
  }

  @Test(arguments: [true, false])
  func whatIsWrittenIsRead(isExecutable: Bool) throws {
    defer { remove() }
    let file = SourceFile(path: "new/deep/a.c", bytes: [0, 0xff, 10], isExecutable: isExecutable)
    try PatchApplication.write(file, in: tree.path)
    #expect(try PatchApplication.read(file.path, in: tree.path) == file)
  }

  @Test func whatIsNotThereIsNoFile() throws {
    defer { remove() }
    #expect(try PatchApplication.read("a.c", in: tree.path) == nil)
  }

  @Test func aReadOnlyFileIsReplaced() throws {
    defer { remove() }
    let path = tree.path + "/a.c"
    try Data("old".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    let file = SourceFile(path: "a.c", bytes: [10], isExecutable: false)
    try PatchApplication.write(file, in: tree.path)
    #expect(try PatchApplication.read("a.c", in: tree.path) == file)
  }

  @Test("A link is replaced and never written through, whether or not its target exists")
  func links() throws {
    defer { remove() }
    try FileManager.default.createDirectory(
      at: tree.appending(path: "in"), withIntermediateDirectories: false)
    try Data("kept".utf8).write(to: tree.appending(path: "there"))
    for target in ["there", "missing"] {
      let link = tree.path + "/in/" + target
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: tree.path + "/" + target)
      try PatchApplication.write(
        SourceFile(path: target, bytes: [10], isExecutable: false), in: tree.path + "/in")
      #expect(FileManager.default.contents(atPath: link) == Data([10]))
    }
    #expect(FileManager.default.contents(atPath: tree.path + "/there") == Data("kept".utf8))
    #expect(!FileManager.default.fileExists(atPath: tree.path + "/missing"))
  }
}
