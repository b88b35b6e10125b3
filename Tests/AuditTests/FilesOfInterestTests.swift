import Audit
import Catalogue
import Compilation
import Findings
import Foundation
import Testing

/// The front names the files that can hold something. What it did not see coming must not hide any of them.
@Suite("Files of interest are known by number and by name")
struct FilesOfInterestTests {
  private static func sites(lookingIn files: (URL) throws -> [FileReference]?) throws -> Int {
    let root = FileManager.default.temporaryDirectory.appending(component: "fdport-seen-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let main = root.appending(component: "a.c")
    let text = "int open(const char *, int, ...);\nint f(void) { return open(\"x\", 0); }\n"
    try Data(text.utf8).write(to: main)
    let request = UnitRequest(
      root: root.path, profile: .fdOnly,
      unit: CompileCommand(
        file: main.path, directory: root.path,
        arguments: ["cc", "-c", "./../\(root.lastPathComponent)/a.c"]))
    return UnitAudit(catalogue: .bundled).result(request.looking(in: try files(main))).sites.count
  }

  private static func reference(_ file: URL, path: String? = nil, isGone: Bool = false) throws
    -> FileReference
  {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    let device = try #require(attributes[.systemNumber] as? UInt64)
    let inode = try #require(attributes[.systemFileNumber] as? UInt64)
    return FileReference(path: path ?? file.path, device: device, inode: isGone ? inode + 1 : inode)
  }

  @Test func allAreOfInterestIfNothingIsSaid() throws {
    #expect(try Self.sites { _ in nil } == 1)
    #expect(try Self.sites { _ in [] } == 0)
  }

  @Test func anotherNameOfTheFileIsTheFile() throws {
    #expect(try Self.sites { [try Self.reference($0, path: "/elsewhere/b.c")] } == 1)
  }

  @Test func anotherFileOfTheNameIsTheFile() throws {
    #expect(try Self.sites { [try Self.reference($0, isGone: true)] } == 1)
    #expect(
      try Self.sites { [try Self.reference($0, path: "/elsewhere/a.c", isGone: true)] } == 0)
  }
}
