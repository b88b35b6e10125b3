import Runtime
import Testing

@Suite struct RightsReaderTests {
  private func resource(_ leaf: String) throws -> Grant.Resource {
    try GrantsReader(file: "g.yaml").parse("program: x\ndescriptors:\n  3: \(leaf)")
      .descriptors[0].resource
  }

  @Test(
    "A list of rights is exact, a word stands for the usual set",
    arguments: [
      ("read", [.read, .list]), ("read-write", [.read, .list, .write, .create]),
      ("all", .allOfDirectory),
      ("[read]", .read), ("[list]", .list), ("[write, create]", [.write, .create]),
      ("[read, list, delete]", [.read, .list, .delete]),
    ] as [(String, Rights)])
  func directories(text: String, rights: Rights) throws {
    #expect(
      try resource("!dir { path: a, rights: \(text) }")
        == .directory(GrantedPath(path: "a"), rights))
  }

  @Test(
    "Of a file only reading and writing are granted",
    arguments: [
      ("read", .read), ("write", .write), ("read-write", [.read, .write]), ("[write]", .write),
      ("[write, read]", [.read, .write]),
    ] as [(String, Rights)])
  func files(text: String, rights: Rights) throws {
    #expect(
      try resource("!file { path: a, rights: \(text) }")
        == .file(GrantedPath(path: "a"), rights, []))
  }

  @Test(
    "What makes no sense is refused at its place",
    arguments: [
      ("!dir { path: a, rights: [] }", "g.yaml:3:30: descriptors.3.rights: must hold at least one"),
      (
        "!dir { path: a, rights: [read, read] }",
        "g.yaml:3:37: descriptors.3.rights.1: is there twice"
      ),
      (
        "!dir { path: a, rights: [read, walk] }", "g.yaml:3:37: descriptors.3.rights.1: walk is not"
      ),
      ("!dir { path: a, rights: [execute] }", "descriptors.3.rights.0: nothing is executed inside"),
      (
        "!dir { path: a, rights: { read: true } }",
        "g.yaml:3:30: descriptors.3.rights: must be a text"
      ),
      (
        "!file { path: a, rights: [read, list] }",
        "g.yaml:3:31: descriptors.3.rights: (list) is a right"
      ),
      ("!file { path: a, rights: [read, create] }", "(create) is a right to a directory's names"),
      (
        "!file { path: a, rights: [[read]] }", "g.yaml:3:32: descriptors.3.rights.0: must be a text"
      ),
      ("!file { path: a, rights: [read], truncate: true }", "create and truncate need the right"),
    ])
  func refusals(leaf: String, message: String) throws {
    let error = #expect(throws: RuntimeError.self) { try resource(leaf) }
    let text = error.map(\.description) ?? ""
    #expect(text.contains(message), "\(text)")
  }

  @Test("Rights are named as they are written")
  func names() {
    #expect(Rights([.read, .list]).description == "read")
    #expect(Rights([.list, .delete]).description == "delete, list")
    #expect(Rights.allOfDirectory.description == "all")
  }
}
