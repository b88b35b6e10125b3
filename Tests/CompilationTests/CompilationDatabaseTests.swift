import Compilation
import Foundation
import Testing

@Suite("compile_commands.json")
struct CompilationDatabaseTests {
  private func parse(_ json: String) throws(CompilationError) -> CompilationDatabase {
    try CompilationDatabase(parsing: Array(json.utf8), path: "/b/db.json")
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
    ("{", "/b/db.json: not JSON"), ("", "/b/db.json: not JSON"), ("{}", "/b/db.json: not a list"),
    ("3", "/b/db.json: not a list"), ("\"x\"", "/b/db.json: not a list"),
  ])
  func whatIsNoListIsAnError(json: String, message: String) {
    let error = #expect(throws: CompilationError.self) { try parse(json) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "no error")")
  }

  @Test(
    "A broken entry is listed by its number, and the others go on",
    arguments: [
      ("3", "it is no object"),
      (#"{"directory": "/b", "file": "a.c"}"#, "no 'arguments'"),
      (#"{"directory": "/b", "arguments": ["cc"]}"#, "no 'file'"),
      (#"{"file": "a.c", "arguments": ["cc"]}"#, "no 'directory'"),
      (#"{"directory": 3}"#, "'directory' has the wrong type"),
      (#"{"directory": "/b", "file": "a.c", "arguments": "cc"}"#, "'arguments' has the wrong type"),
      (#"{"directory": "/b", "file": "a.c", "arguments": ["cc", 1]}"#, "'arguments' has the wrong"),
      (#"{"directory": "/b", "file": "a.c", "arguments": []}"#, "the command is empty"),
      (#"{"directory": "/b", "file": "a.c", "command": " ;"}"#, "the command is empty"),
      (#"{"directory": "/b", "file": "a.c", "command": "cc 'a"}"#, "the quote ' is never closed"),
      (#"{"directory": "/b", "file": "a.c", "command": "cc \\"}"#, "it ends in a backslash"),
      (#"{"directory": "/b", "file": "a\u0000.c", "command": "cc"}"#, "holds a NUL"),
    ])
  func brokenEntries(entry: String, reason: String) throws {
    let good = #"{"directory": "/b", "file": "b.c", "command": "cc -c b.c", "output": "b.o"}"#
    let database = try parse("[\(good), \(entry)]")
    #expect(database.commands.map(\.file) == ["/b/b.c"])
    let broken = try #require(database.brokenEntries.first)
    #expect(broken.entry == 1 && broken.reason.contains(reason), "\(broken.reason)")
  }

  @Test func bytesThatAreNotUTF8BreakTheirEntryOnly() throws {
    let latin =
      Array(#"[{"directory": "/b", "file": "caf"#.utf8) + [0xE9]
      + Array(#".c", "command": "cc"}, {"directory": "/b", "file": "b.c", "command": "cc"}]"#.utf8)
    let database = try CompilationDatabase(parsing: latin, path: "/b/db.json")
    #expect(database.commands.map(\.file) == ["/b/b.c"])
    #expect(database.brokenEntries.map(\.entry) == [0])
    let wide = Array(#"[{"directory": "/b", "file": "b.c", "command": "cc"}]"#.utf16)
      .flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let sixteen = try CompilationDatabase(parsing: [0xFF, 0xFE] + wide, path: "/b/db.json")
    #expect(sixteen.commands.map(\.file) == ["/b/b.c"])
  }

  @Test(
    "What clang -MJ writes is read as it is, and as sed and cat put it together",
    arguments: [
      "E,\n", "E,\nE2,\n", "E", "[\nE,\nE2,\n]", " [E,E2] ",
    ])
  func fragments(shape: String) throws {
    let entry = { (name: String) in
      #"{ "directory": "/b", "file": "\#(name)", "output": "a.o", "arguments": ["clang", "\#(name)"]}"#
    }
    let text = shape.replacingOccurrences(of: "E2", with: entry("b.c"))
      .replacingOccurrences(of: "E", with: entry("a.c"))
    let database = try parse(text)
    #expect(
      database.commands.map(\.file) == (shape.contains("E2") ? ["/b/a.c", "/b/b.c"] : ["/b/a.c"]))
    #expect(database.isOfFragments == !shape.contains("["))
  }

  @Test func aRelativeDirectoryStartsAtTheDatabase() throws {
    let database = try parse(
      #"[{"directory": "sub", "file": "../a.c", "command": "cc -c ../a.c"}]"#)
    #expect(database.commands.map(\.directory) == ["/b/sub"])
    #expect(database.commands.map(\.file) == ["/b/a.c"])
  }

  @Test(
    "Commands as shells and generators write them",
    arguments: [
      ("cd sub && cc -DA -c x/a.c", "/b/sub", ["cc", "-DA", "-c", "x/a.c"]),
      (": && cc -DA -c a.c && :", "/b", ["cc", "-DA", "-c", "a.c"]),
      ("cc -DA -c a.c >log 2>&1", "/b", ["cc", "-DA", "-c", "a.c"]),
      ("cc -DA \\\n  -c a.c; touch a.stamp", "/b", ["cc", "-DA", "-c", "a.c"]),
      (
        #"cc -DS=\"a\;b\" "-DT=\"x y\"" -c a.c"#, "/b",
        ["cc", #"-DS="a;b""#, #"-DT="x y""#, "-c", "a.c"]
      ),
      ("cc -DN=$'a\\tb' -c a.c", "/b", ["cc", "-DN=a\tb", "-c", "a.c"]),
      (
        "cc '-DF(x)=x' -D'G(y)=(y&1)' -c a.c", "/b",
        ["cc", "-DF(x)=x", "-DG(y)=(y&1)", "-c", "a.c"]
      ),
    ])
  func commandLines(line: String, directory: String, words: [String]) throws {
    let text = try JSONEncoder().encode(["directory": "/b", "file": "a.c", "command": line])
    let database = try parse("[\(String(decoding: text, as: UTF8.self))]")
    let command = try #require(database.commands.first)
    #expect(command.directory == directory)
    #expect(command.arguments == words)
  }

  @Test func shellWords() throws {
    #expect(
      try ShellWords.split(#"a 'b c'"d $e"\ f  '' "\x\$\"""#) == ["a", "b cd $e f", "", #"\x$""#])
    #expect(try ShellWords.split("a\\\nb \"c\\\nd\"") == ["ab", "cd"])
    #expect(try ShellWords.split(#"$'\x41\101\'\q' $"a" "#) == [#"AA'\q"#, "$a"])
    // A combining letter does not swallow the quote before it.
    #expect(try ShellWords.split("'\u{301}a' b") == ["\u{301}a", "b"])
  }
}
