import Foundation
import Runtime
import Testing

@testable import Validation

@Suite("The grants of a validation run")
struct GrantsDocumentTests {
  /// The names hold what YAML would take for its own.
  @Test func itIsReadAsItWasMeant() throws {
    let directory = FileManager.default.temporaryDirectory.appending(
      component: "fdport-grants-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let document = GrantsDocument(
      program: "/a/it's", arguments: ["lua", "-e", "print('#: {x}')"], input: nil,
      readable: "/r: #1", writable: "/w")
    let path = directory.path + "/grants.yaml"
    try Data(document.text.utf8).write(to: URL(filePath: path))
    #expect(document.text.contains("  3: "))
    let deleting = GrantsDocument(
      program: "/p", arguments: [], input: nil, readable: "/r", deletes: true, writable: "/w")
    #expect(deleting.text.contains("rights: all") && !document.text.contains("rights: all"))
    let grants = try GrantsReader(file: path, replacements: .init()).read()
    #expect(grants.program.path == "/a/it's")
    #expect(!document.text.contains("  5: "))
    var own = document
    own.library = "/l'ib"
    try Data(own.text.utf8).write(to: URL(filePath: path))
    let more = try GrantsReader(file: path, replacements: .init()).read()
    #expect(more.descriptors.map(\.number) == grants.descriptors.map(\.number) + [5])
    #expect(grants.arguments == ["lua", "-e", "print('#: {x}')"])
  }

  @Test func aScriptIsForTheInterpreter() throws {
    let directory = FileManager.default.temporaryDirectory.appending(
      component: "fdport-grants-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var document = GrantsDocument(
      program: "/bin/python", arguments: ["python"], input: nil, readable: "/r", writable: "/w")
    document.script = ("it's.py", "/library")
    #expect(!document.text.contains("  6: "))
    document.server = "127.0.0.1:80"
    let path = directory.path + "/grants.yaml"
    try Data(document.text.utf8).write(to: URL(filePath: path))
    let grants = try GrantsReader(file: path, replacements: .init()).read()
    let json = try #require(grants.argument).json(descriptors: grants.descriptors)
    #expect(document.text.contains("  6: !socket { connect: '127.0.0.1:80' }\n"))
    #expect(grants.descriptors.contains { $0.number == 6 })
    #expect(json.contains(#""script":[3,"it's.py"],"library":{"!fd":5}"#), "got: \(json)")
  }
}
