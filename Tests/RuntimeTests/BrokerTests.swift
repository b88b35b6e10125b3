import Foundation
import Glibc
import Runtime
import Testing

/// What the broker does for a program, and what it refuses.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct BrokerTests {
  /// Three directories with different rights, and beside them what was not granted.
  private func fixture(_ readable: String = "!dir { path: read, rights: read }") throws -> (
    Scratch, String
  ) {
    let scratch = try Scratch()
    for file in ["all/file", "keep/file", "read/file", "elsewhere/file", "secret"] {
      try scratch.write("text\n", to: file)
    }
    let links = ["out": "../elsewhere", "inside": "file", "dangling": "../nowhere"]
    for (name, target) in links {
      symlink(target, "\(scratch.path)/all/\(name)")
    }
    for name in ["", "/all", "/all/file", "/keep", "/read"] {
      chmod(scratch.path + name, 0o777)
    }
    let grants = """
      descriptors:
        1: !stdout inherit
        2: !stderr inherit
        3: !dir { path: all, rights: all }
        4: !dir { path: keep, rights: read-write }
        5: \(readable)

      """
    return (scratch, grants)
  }

  /// `owner` gets the files: protected_hardlinks, proc_sys_fs(5), refuses links to those of others.
  private func run(
    _ mode: String, readable: String = "!dir { path: read, rights: read }",
    wrapper: [String] = [], owner: uid_t? = nil
  ) async throws -> (ConfinedRun, Scratch) {
    let (scratch, grants) = try fixture(readable)
    if let owner {
      for path in ["all/file", "all/out", "all/inside", "read/file"] {
        lchown("\(scratch.path)/\(path)", owner, owner)
      }
    }
    let run = try await ConfinedRun(
      "arguments: [names, \(mode)]\n" + grants,
      program: try await LaunchTools.shared.value.names, in: scratch, wrapper: wrapper)
    return (run, scratch)
  }

  static let users: [[String]] =
    getuid() == 0
    ? [
      [], ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"],
    ] : [[]]

  @Test("Names change beneath grants with the right, and nowhere else", arguments: users)
  func names(wrapper: [String]) async throws {
    let (run, scratch) = try await run(
      "names", wrapper: wrapper, owner: wrapper.isEmpty ? nil : 65534)
    #expect(run.output == "51 acts\n")
    #expect(run.errors == "")
    #expect(run.end == .exited(0))
    #expect(try scratch.text(of: "secret") == "text\n")
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(
      Set(left).subtracting([".input", ".output", ".errors", ".account"])
        == ["all", "keep", "read", "elsewhere", "secret"])
    let elsewhere = try FileManager.default.contentsOfDirectory(
      atPath: scratch.path + "/elsewhere")
    #expect(elsewhere == ["file"])
    // What was made has the mode that the program's own umask, 027, leaves.
    #expect(mode(of: "\(scratch.path)/all/made") == 0o750)
  }

  @Test("Modes, owners and times change of what is held", arguments: ["metadata", "refused"])
  func metadata(mode: String) async throws {
    // A read-only mount takes no change, whereas a file granted for reading would.
    let (run, scratch) = try await run(
      mode,
      readable: mode == "metadata"
        ? "!dir { path: read, rights: read }" : "!file { path: read/file, rights: read }")
    #expect(run.output == "10 acts\n")
    #expect(run.end == .exited(0))
    #expect(self.mode(of: "\(scratch.path)/all/file") == (mode == "metadata" ? 0o640 : 0o777))
  }

  private func mode(of path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  @Test("Eight threads at once, and one that outlives the first, are all served")
  func threads() async throws {
    let (run, _) = try await run("threads")
    #expect(run.output == "1 acts\n")
    #expect(run.end == .exited(0))
  }

  @Test("A signal never makes a call happen twice")
  func signals() async throws {
    let (run, _) = try await run("signals")
    #expect(run.output == "0 wrong, interrupted\n0 acts\n")
  }

  @Test(
    "The program's end is the broker's",
    arguments: [
      ("exit, 0", .exited(0)), ("exit, 125", .exited(125)), ("abort", .signalled(SIGABRT)),
      ("overflow", .signalled(SIGSEGV)),
    ] as [(String, ConfinedRun.End)])
  func end(arguments: String, end: ConfinedRun.End) async throws {
    let (scratch, grants) = try fixture()
    let run = try await ConfinedRun(
      "arguments: [act, \(arguments)]\n" + grants,
      program: try await LaunchTools.shared.value.act, in: scratch)
    #expect(run.end == end)
    #expect(run.account == "started\n")
    let left = Glob.files("\(scratch.path)/core*")
    #expect(left == [])
  }

  @Test("A program finds no descriptor, no variable and no signal state of the broker's")
  func startState() async throws {
    let (scratch, grants) = try fixture()
    let run = try await ConfinedRun(
      grants, program: try await LaunchTools.shared.value.inspect, in: scratch)
    let descriptors = run.output.split(separator: "\n").filter { $0.hasPrefix("descriptor") }
    #expect(
      descriptors == [
        "descriptor 0 read-write", "descriptor 1 read-write", "descriptor 2 read-write",
        "descriptor 3 read", "descriptor 4 read", "descriptor 5 read",
      ])
    #expect(run.output.contains("signals blocked 0, not standard 0\n"))
    #expect(!run.output.contains("variable"))
  }
}

/// glob(3).
enum Glob {
  static func files(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { String(cString: $0) }
    }
  }
}
