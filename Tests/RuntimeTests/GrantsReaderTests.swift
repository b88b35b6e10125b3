import Runtime
import Testing

@Suite struct GrantsReaderTests {
  private func parse(_ text: String, file: String = "dir/grants.yaml") throws -> Grants {
    try GrantsReader(file: file).parse(text)
  }

  @Test("Every part of a grants file is read")
  func whole() throws {
    let grants = try parse(
      """
      program: ./lua
      arguments: [lua, /dev/fd/3/main.lua, 7]
      environment: { B: x, A: "" }
      descriptors:
        0: null
        1: !stdout inherit
        2: !stderr
        3: !dir { path: ./scripts, rights: read }
        out: !dir { path: ./out, rights: read-write }
        5: !file { path: x.txt, rights: write, create: true, truncate: true, follow: true }
        log: !file { path: y, rights: read-write, fd: 12 }
        in: !dir ./in

      """)
    #expect(grants.directory == "dir")
    #expect(grants.program == GrantedPath(path: "./lua"))
    #expect(grants.arguments == ["lua", "/dev/fd/3/main.lua", "7"])
    #expect(grants.environment == ["B=x", "A="])
    #expect(grants.descriptors.map(\.number) == [0, 1, 2, 3, 4, 5, 6, 12])
    #expect(
      grants.descriptors.map(\.resource) == [
        .null, .inherited(1), .inherited(2),
        .directory(GrantedPath(path: "./scripts"), .readDirectory),
        .directory(GrantedPath(path: "./out"), .readWriteDirectory),
        .file(
          GrantedPath(path: "x.txt", followsLinks: true), .write, [.create, .truncate]),
        .directory(GrantedPath(path: "./in"), .readDirectory),
        .file(GrantedPath(path: "y"), [.read, .write], []),
      ])
    #expect(grants.descriptors[4].place.description == "dir/grants.yaml:9:8: descriptors.out")
  }

  @Test("Without arguments the program gets its name; 0 to 2 are always filled")
  func defaults() throws {
    let grants = try parse("program: bin/tool", file: "grants.yaml")
    #expect(grants.directory == ".")
    #expect(grants.arguments == ["tool"])
    #expect(grants.filledDescriptors.map(\.number) == [0, 1, 2])
    #expect(grants.filledDescriptors.allSatisfy { $0.resource == .null })
  }

  @Test("The command line adds and replaces")
  func replacements() throws {
    let reader = GrantsReader(
      file: "g.yaml",
      replacements: GrantsReader.Replacements(
        directory: "/base", program: "/bin/other", extraArguments: ["-x", ""]))
    let grants = try reader.parse("arguments: [a]")
    #expect(grants.directory == "/base")
    #expect(grants.program.path == "/bin/other")
    #expect(grants.arguments == ["a", "-x", ""])
  }

  @Test(
    "Each mistake is named with its key, line and column",
    arguments: [
      ("descriptors: {}", "g.yaml:1:1: program: is missing"),
      ("program: x\nport: 1", "g.yaml:2:7: port: is not a key here"),
      ("program: [x]", "g.yaml:1:10: program: must be a text"),
      ("program: x\narguments: 3", "g.yaml:2:12: arguments: must be a list"),
      ("program: x\narguments: []", "g.yaml:2:12: arguments: must hold at least"),
      ("program: x\nenvironment: [A]", "g.yaml:2:14: environment: must be a mapping"),
      ("program: x\nenvironment: { A=B: c }", "g.yaml:2:21: environment.A=B: the name of"),
      ("program: x\ndescriptors:\n  3: ./in", "g.yaml:3:6: descriptors.3: a value without a tag"),
      ("program: x\ndescriptors:\n  3: !socket s", "g.yaml:3:6: descriptors.3: must say { listen"),
      ("program: x\ndescriptors:\n  5000: !dir s", "g.yaml:3:9: descriptors.5000: descriptor"),
      ("program: x\ndescriptors:\n  3: !dir { rights: read }", "descriptors.3: has no path"),
      (
        "program: x\ndescriptors:\n  3: !dir { path: a, rights: write }",
        "g.yaml:3:30: descriptors.3.rights: write alone is for files"
      ),
      (
        "program: x\ndescriptors:\n  3: !file { path: a, rights: append }",
        "g.yaml:3:31: descriptors.3.rights: append cannot be enforced on a file's own descriptor: grant `!log"
      ),
      (
        "program: x\ndescriptors:\n  3: !file { path: a, rights: all }",
        "descriptors.3.rights: all is not a right here: there are read, write, read-write"
      ),
      (
        "program: x\ndescriptors:\n  3: !file { path: a, create: true }",
        "g.yaml:3:6: descriptors.3: create and truncate need"
      ),
      (
        "program: x\ndescriptors:\n  3: !file { path: a, mode: 7 }",
        "g.yaml:3:29: descriptors.3.mode: is not a key here"
      ),
      (
        "program: x\ndescriptors:\n  3: null\n  b: !file { path: a, fd: 3 }",
        "g.yaml:4:6: descriptors.b: descriptor 3 is already that of descriptors.3"
      ),
      (
        "program: x\ndescriptors:\n  3: !file { path: a, fd: 4 }",
        "g.yaml:3:6: descriptors.3: its key and its `fd`"
      ),
      ("program: x\nprogram: y", "g.yaml:1:1: repeated key 'program'"),
      ("program: [", "g.yaml:2:1: not YAML: did not find"),
      ("", "g.yaml: is empty"),
    ])
  func mistakes(text: String, message: String) throws {
    let error = #expect(throws: RuntimeError.self) { try parse(text, file: "g.yaml") }
    #expect(
      "\(error.map(\.description) ?? "")".contains(message), "\(error.map(\.description) ?? "")")
    #expect(error?.exitStatus == 125)
  }
}
