import Foundation
import Testing
import Tools

/// `fdport env` as a user calls it.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["FDPORT_SEALED_LIBRARY"] != nil,
    "the sealed C library is not built; make test does that"))
struct EnvCommandTests {
  @Test("What it prints makes a shell ready to build")
  func shell() async throws {
    let directory = try TemporaryDirectory()
    try directory.write(
      "#include <stdio.h>\nint main(void) { return puts(\"hi\") < 0; }\n", to: "a.c")
    let outcome = try await Tool(
      "sh",
      [
        "-euc",
        """
        text=$("$0" env --prefix "$1/prefix")
        eval "$text"
        cd "$1"
        $CC $CPPFLAGS $LDFLAGS a.c -o a
        ./a
        command -v fdport-cc fdport-pkg-config
        echo "$PREFIX $HOST"
        """, BuiltFdport.path, directory.path,
      ], directory: BuiltFdport.root.path
    ).run()
    #expect(outcome.errorText == "")
    let lines = outcome.text.split(separator: "\n").map(String.init)
    try #require(lines.count == 4, "\(outcome.text)")
    #expect(lines[0] == "hi")
    #expect(lines[1].hasSuffix("/view/bin/fdport-cc"))
    #expect(lines[2].hasSuffix("/view/bin/fdport-pkg-config"))
    #expect(lines[3] == "\(directory.path)/prefix x86_64-linux-musl")
  }

  @Test("JSON has the same variables")
  func json() async throws {
    struct Answer: Decodable {
      let schema: Int
      let view: String
      let prefix: String?
      let variables: [String: String]
      let programs: String
    }
    let outcome = try await BuiltFdport.run("env", "--format", "json")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.standardOutput))
    #expect(answer.schema == 1)
    #expect(answer.prefix == nil)
    #expect(answer.variables["CC"] == answer.view + "/bin/fdport-cc")
    #expect(answer.programs == answer.view + "/bin")
    for name in ["CMAKE_TOOLCHAIN_FILE", "MESON_CROSS_FILE", "CONFIG_SITE", "CXX", "PKG_CONFIG"] {
      let file = try #require(answer.variables[name])
      #expect(FileManager.default.fileExists(atPath: file), "\(name)")
    }
  }

  @Test("A prefix of the host is refused, an empty one is wrong usage")
  func prefixes() async throws {
    let host = try await BuiltFdport.run("env", "--prefix", "/usr/local")
    #expect(host.status == .exited(2))
    #expect(host.errorText.contains("/usr/local: holds the host's own libraries"))
    #expect(host.text == "")
    let spaces = try await BuiltFdport.run("env", "--prefix", "/a b")
    #expect(spaces.status == .exited(2))
    #expect(try await BuiltFdport.run("env", "--prefix", "").status == .exited(64))
  }
}
