import Compilation
import Testing

@Suite("compile_commands.json")
struct CompilationDatabaseTests {
  private func parse(_ json: String) throws(CompilationError) -> CompilationDatabase {
    try CompilationDatabase(parsing: Array(json.utf8), path: "db.json")
  }

  @Test func argumentsAndCommandsMeanTheSame() throws {
    let database = try parse(
      #"""
      [{"directory": "/b/./src", "file": "a.c", "arguments": ["cc", "-DX=a b", "-c", "a.c"]},
       {"directory": "/b/src", "file": "../b.c", "command": "cc '-DX=a b' -DY=\\\"q\\\" -c ../b.c"},
       {"directory": "/b/src", "file": "a.c", "command": "cc \"-DX=a b\" -c a.c"}]
      """#)
    #expect(database.commands.map(\.file) == ["/b/src/a.c", "/b/b.c"])
    #expect(database.commands.map(\.directory) == ["/b/src", "/b/src"])
    #expect(database.commands.first?.arguments == ["cc", "-DX=a b", "-c", "a.c"])
    #expect(database.commands.last?.arguments == ["cc", "-DX=a b", "-DY=\"q\"", "-c", "../b.c"])
    #expect(database.repeatedEntries == [2])
  }

  @Test func oneFileMayBeCompiledTwice() throws {
    let database = try parse(
      """
      [{"directory": "/b", "file": "a.c", "arguments": ["cc", "-c", "a.c"]},
       {"directory": "/b", "file": "a.c", "arguments": ["cc", "-fPIC", "-c", "a.c"]}]
      """)
    #expect(database.commands.count == 2 && database.repeatedEntries.isEmpty)
  }

  @Test(arguments: [
    ("{", "db.json: not JSON"),
    ("{}", "db.json: not a list"),
    ("[3]", "db.json: not a list"),
    (#"[{"directory": "/b", "file": "a.c"}]"#, "entry 0: no 'arguments'"),
    (#"[{"directory": "/b", "arguments": ["cc"]}]"#, "entry 0: no 'file'"),
    (#"[{"file": "a.c", "arguments": ["cc"]}]"#, "entry 0: no 'directory'"),
    (#"[{"directory": 3}]"#, "entry 0: 'directory' has the wrong type"),
    (#"[{"directory": "/b", "file": "a.c", "arguments": "cc"}]"#, "'arguments' has the wrong type"),
    (#"[{"directory": "/b", "file": "a.c", "arguments": []}]"#, "entry 0: the command is empty"),
    (#"[{"directory": "b", "file": "a.c", "arguments": ["cc"]}]"#, "entry 0: 'directory' is 'b'"),
    (#"[{"directory": "/b", "file": "a.c", "command": "cc 'a"}]"#, "the quote ' is never closed"),
    (#"[{"directory": "/b", "file": "a.c", "command": "cc \\"}]"#, "it ends in a backslash"),
  ])
  func errorsNameTheEntry(json: String, message: String) {
    let error = #expect(throws: CompilationError.self) { try parse(json) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "no error")")
    #expect(error?.description.hasPrefix("db.json: ") == true)
  }

  @Test func shellWords() throws {
    #expect(
      try ShellWords.split(#"a 'b c'"d $e"\ f  '' "\x\$\"""#) == ["a", "b cd $e f", "", #"\x$""#])
    #expect(try ShellWords.split("a\\\nb \"c\\\nd\"") == ["ab", "cd"])
  }
}
