import Foundation
import Testing
import Tools

/// Sources that are no good C: each has its sentence, and the units beside it go on.
@Suite struct BadSourceTests {
  private static let call = Array(
    "int system(const char *);\nint f(void) { return system(\"x\"); }\n".utf8)

  private static func tree(_ files: [String: [UInt8]]) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory("BadSource")
    for (name, bytes) in files {
      try Data(bytes).write(to: URL(filePath: directory.path + "/" + name))
    }
    return directory
  }

  private static func nested(_ open: String, _ close: String, _ count: Int) -> [UInt8] {
    Array(
      (String(repeating: open, count: count) + "1" + String(repeating: close, count: count)).utf8)
  }

  private static let failing: [(bytes: [UInt8], reason: String)] = [
    (Array("#pragma clang __debug crash\n".utf8), "libclang crashed on it"),
    (Array("int a =".utf8) + nested("(", ")", 300_000), "bracket nesting level exceeded"),
    (Array("#include \"bad.c\"\n".utf8), "#include nested too deeply"),
    (Array("int f(void) { return (; }\n".utf8), "expected expression"),
    (Array("int caf".utf8) + [0xE9, 0x3B, 0x0A], "source file is not valid UTF-8"),
    ([0xFF, 0xFE, 0x69, 0, 0x6E, 0, 0x74, 0], "UTF-16 (LE) byte order mark"),
  ]

  @Test(
    "A unit that cannot be read as C is listed with the reason, and its neighbour is analysed",
    arguments: failing)
  func unitsThatFail(bytes: [UInt8], reason: String) async throws {
    let directory = try Self.tree(["bad.c": bytes, "good.c": Self.call])
    // Without a word of interest in it nobody would parse it.
    let outcome = try await BuiltFdport.run("audit", directory.path, "--exhaustive")
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText.isEmpty)
    let failure = outcome.text.split(separator: "\n").first { $0.hasPrefix("failed: bad.c") }
    #expect(failure?.contains(reason) == true, "\(failure ?? "not listed")")
    #expect(outcome.text.contains("good.c:2:22: warning: call of 'system'"))
  }

  private static let odd: [[UInt8]] = [
    Array("/* caf".utf8) + [0xE9] + Array(" */\n".utf8),
    Array("const char *s = \"".utf8) + [0xE9] + Array("\";\n".utf8),
    [0xEF, 0xBB, 0xBF, 0x0A],
    Array("int a;".utf8) + [0, 0x0A],
    Array("/\\\n/ a comment that a line break parts\n".utf8),
    Array("int a;\r\nint b;\r".utf8),
  ]

  @Test("What is odd and legal, or only in comments and literals, is analysed", arguments: odd)
  func oddSources(prefix: [UInt8]) async throws {
    let directory = try Self.tree(["odd.c": prefix + Self.call])
    let outcome = try await BuiltFdport.run("audit", directory.path)
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.contains("call of 'system'"))
    #expect(outcome.text.contains("1 analysed, 0 skipped, 0 failed"))
  }

  @Test(
    "Names with blanks, quotes and line breaks are safe in every form",
    arguments: [
      "a b.c", "a'b\"c.c", "$(x);&.c", "line\nbreak.c", "-x.c", "@at.c", "esc\u{1B}[31m.c",
    ])
  func oddNames(name: String) async throws {
    let directory = try Self.tree([name: Self.call])
    let text = try await BuiltFdport.run("audit", directory.path)
    #expect(text.status == .exited(1))
    let lines = text.text.split(separator: "\n")
    #expect(lines.contains { $0.hasSuffix("[fd-only]") && $0.contains(":2:22: warning: ") })
    #expect(!text.text.contains("\u{1B}") && !text.text.contains("line\nbreak"))
    let json = try await BuiltFdport.run("audit", directory.path, "--format", "json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.standardOutput)) as? [String: Any])
    let findings = object["findings"] as? [[String: Any]]
    #expect(findings?.first?["file"] as? String == name)
  }

  @Test func aGeneratedFileOfFiftyMegabytesIsAnalysed() async throws {
    let row = Array("  { \"0123456789abcdef0123456789abcdef\", 4294967295u, 17 },\n".utf8)
    let count = 50 << 20 / row.count
    var bytes = Array(
      "struct row { const char *name; unsigned number; int kind; } rows[] = {\n".utf8)
    bytes.reserveCapacity(51 << 20)
    for _ in 0..<count / 50 { bytes += row }
    bytes += Array("};\n/*".utf8)
    for _ in 0..<count * 49 / 50 { bytes += row }
    bytes += Array("*/\n".utf8) + Self.call
    let directory = try Self.tree(["table.c": bytes])
    let outcome = try await BuiltFdport.run("audit", directory.path, "--format", "json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.standardOutput)) as? [String: Any])
    let units = try #require(object["units"] as? [String: Any])
    #expect((units["analysed"] as? Int) == 1)
    #expect((object["findings"] as? [[String: Any]])?.count == 1)
  }

  @Test func whatCannotBeReadIsListed() async throws {
    let directory = try Self.tree(["good.c": Self.call, "secret.c": Self.call])
    try directory.make("closed")
    #expect(
      chmod(directory.path + "/secret.c", 0) == 0 && chmod(directory.path + "/closed", 0) == 0)
    defer { chmod(directory.path + "/closed", 0o700) }
    #expect(mkfifo(directory.path + "/pipe.h", 0o600) == 0)
    let user = geteuid() == 0 ? ["setpriv", "--reuid", "65534", "--clear-groups"] : ["env"]
    let outcome = try await Tool(
      "env", user + [BuiltFdport.path, "audit", directory.path], directory: "/",
      environment: ["HOME": "/nonexistent"]
    ).run()
    #expect(outcome.status == .exited(1), "\(outcome.errorText)")
    #expect(outcome.text.contains("failed: closed: the directory: permission denied"))
    #expect(outcome.text.contains("failed: secret.c: the file cannot be read: permission denied"))
    #expect(outcome.text.contains("good.c:2:22: warning:"))
  }

  @Test func aMissingLibraryNamesItsPackage() async throws {
    let directory = try Self.tree(["good.c": Self.call])
    // The front beside a worker that the loader cannot start, in its words.
    try directory.make("bin")
    for name in ["fdport", "fdport-commands"] {
      try FileManager.default.copyItem(
        atPath: BuiltFdport.root.appending(path: ".build/debug/" + name).path,
        toPath: directory.path + "/bin/" + name)
    }
    try directory.write(
      """
      #!/bin/sh
      echo "$0: error while loading shared libraries: libclang-19.so.1: cannot open shared object file" >&2
      exit 127
      """, to: "bin/fdport-audit")
    chmod(directory.path + "/bin/fdport-audit", 0o755)
    let outcome = try await Tool(directory.path + "/bin/fdport", ["audit", directory.path]).run()
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("help: install libclang1-19"), "\(outcome.errorText)")
  }

  @Test("A signal ends an audit, says so, and leaves nothing behind")
  func interruption() async throws {
    // Eight to the ninth tokens: libclang is busy for many seconds.
    let names = "ABCDEFGHI".map(String.init)
    let macros = zip(names, names.dropFirst() + ["1+"]).map { name, next in
      "#define \(name) " + Array(repeating: next, count: 8).joined(separator: " ") + "\n"
    }
    let directory = try Self.tree(["slow.c": Array((macros.joined() + "int x = A 0;\n").utf8)])
    let outcome = try await Tool(
      // A background job ignores SIGINT, and so would this; the three signals have one handler.
      "timeout",
      [
        "--foreground", "-s", "TERM", "3", BuiltFdport.path, "audit", directory.path,
        "--exhaustive",
      ]
    ).run()
    // timeout(1) has its own status for a program that it ended: 124.
    #expect(outcome.status == .exited(124))
    #expect(outcome.errorText == "fdport: interrupted; nothing was lost\n")
    #expect(outcome.text.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["slow.c"])
  }
}
