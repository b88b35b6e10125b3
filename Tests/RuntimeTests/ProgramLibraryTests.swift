import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// libfdport, by a static program that uses it in the runtime.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct ProgramLibraryTests {
  private static let grants = #"""
    descriptors: { 1: !stdout, log: !null, "a b": !null }
    argument:
      greeting: "hé\"l\\lo\n\u0001 \U0001F600"
      long: abcdefghijklmnopqrstuvwxyz
      numbers: [0, -7, 9223372036854775807, 18446744073709551615, 1.5, -2.5e-3]
      truths: [true, false, null]
      "key \" with \\ signs": { "": empty, a.b: dotted }
      servers:
        - { name: first, socket: !socket { listen: "127.0.0.1:0" } }
        - !null
      nothing: {}
      none: []

    """#

  private func run(
    _ arguments: String, grants: String = Self.grants, program: String? = nil
  ) async throws -> String {
    let tree = try await LaunchTools.shared.value.tree
    let run = try await ConfinedRun(
      "arguments: [tree\(arguments)]\n" + grants, program: program ?? tree, in: try Scratch())
    #expect(run.end == .exited(0), "\(run.errors)")
    return run.output
  }

  private let whole = #"""
    : mapping of 8
    /greeting: text 15 <hé"l\lo
    """# + "\n\u{1} \u{1F600}>\n" + #"""
      /long: text 26 <abcdefghijklmnopqrstuvw>
      /numbers: list of 6
      /numbers/0: integer 0
      /numbers/1: integer -7
      /numbers/2: integer 9223372036854775807
      /numbers/3: large
      /numbers/4: real 1.5
      /numbers/5: real -0.0025000000000000001
      /truths: list of 3
      /truths/0: true
      /truths/1: false
      /truths/2: null
      /key " with \ signs: mapping of 2
      /key " with \ signs/: text 5 <empty>
      /key " with \ signs/a.b: text 6 <dotted>
      /servers: list of 2
      /servers/0: mapping of 2
      /servers/0/name: text 5 <first>
      /servers/0/socket: descriptor 5
      /servers/1: descriptor 6
      /nothing: mapping of 0
      /none: list of 0

      """#

  @Test("The whole tree is walked")
  func walk() async throws {
    #expect(try await run("") == whole)
  }

  @Test(
    "It is the same with musl",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/musl-gcc")))
  func musl() async throws {
    let program = try await LaunchTools.compileWithLibrary(
      "tree", by: "musl-gcc", in: "\(LaunchTools.root)/.build/launch-tests")
    #expect(try await run("", program: program) == whole)
  }

  @Test("The header is C++ as well")
  func header() async throws {
    let directory = "\(LaunchTools.root)/Sources/libfdport"
    let scratch = try Scratch()
    try scratch.write(
      "#include <fdport.h>\nint main() { return fdport_kind(fdport_argument()); }\n",
      to: "main.cpp")
    let outcome = try await Tool(
      "c++",
      [
        "-std=c++17", "-Wall", "-Werror", "-fsyntax-only", "-I", directory,
        "\(scratch.path)/main.cpp",
      ]
    ).run()
    #expect(outcome.isSuccess, "\(outcome.tail())")
  }

  @Test("Values are found by path, descriptors by name")
  func lookup() async throws {
    let values = try await run(
      ", at, greeting, servers.0.name, servers.1, servers.2, servers.x, servers.0.name.x, numbers.5, '',"
        + "servers.-1, nothing.x, truths.00")
    #expect(
      values.split(separator: "\n").dropFirst(2) == [
        "text 5 <first>", "descriptor 6", "absent", "absent", "absent",
        "real -0.0025000000000000001", "absent", "absent", "absent", "true",
      ])
    let descriptors = try await run(", fd, log, 'a b', servers.0.socket, servers.1, servers, ''")
    #expect(
      descriptors == """
        3 errno 0
        4 errno 0
        5 errno 0
        6 errno 0
        -1 errno \(ENOENT)
        -1 errno \(ENOENT)

        """)
  }

  @Test("A value of another kind, or none, is told apart")
  func misuse() async throws {
    #expect(
      try await run(", misuse") == """
        truth -1 errno \(EINVAL)
        integer -1 errno \(ENOENT)
        held -1 errno \(ENOENT)
        text -1 errno \(EINVAL)

        """)
  }

  @Test("Without an argument, and outside the runtime, nothing is found")
  func absence() async throws {
    let inside = try await run(", fd, log", grants: "descriptors: { 1: !stdout, log: !null }")
    #expect(inside == "-1 errno \(ENOENT)\n")
    let outside = try await Tool(try await LaunchTools.shared.value.tree, []).run()
    #expect(outside.text == ": absent\n")
  }
}
