import Foundation
import Testing

@testable import Installation

/// Which of the installed interpreters is meant.
struct InstalledPythonTests {
  @Test(arguments: [
    (["3.9.20", "3.13.5", "3.11.2"], "3.13.5"), (["3.13", "3.13.5"], "3.13.5"),
    ([".", "..", "lost+found", "3.x", "3.1"], "3.1"),
  ])
  func theNewest(names: [String], chosen: String) {
    #expect(InstalledPython.newest(of: names) == chosen)
  }

  @Test func noneWhereThereIsNone() {
    #expect(InstalledPython.newest(of: [".", "..", "notes"]) == nil)
    #expect(InstalledPython.find(version: nil, beneath: "/nonexistent") == nil)
  }

  @Test func byVersionAndOnlyWithItsProgram() throws {
    let root = NSTemporaryDirectory() + "fdport-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    for version in ["3.11.2", "3.13.5"] {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(version)/bin", withIntermediateDirectories: true)
    }
    #expect(InstalledPython.find(version: "3.11.2", beneath: root) == nil)
    let program = "\(root)/3.11.2/bin/python"
    try Data().write(to: URL(filePath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let found = InstalledPython.find(version: "3.11.2", beneath: root)
    #expect(found?.program.hasSuffix("/3.11.2/bin/python") == true)
    #expect(InstalledPython.find(version: "3.13.5", beneath: root) == nil)
    #expect(InstalledPython.find(version: "../\(root)/3.11.2", beneath: root) == nil)
  }
}
