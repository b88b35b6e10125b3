import Foundation
import Runtime
import Testing

/// What of a granted program is refused before anything starts.
@Suite struct ProgramGrantRefusalTests {
  /// Where the launcher is that the tests use.
  private static func builtPrograms() throws -> String {
    try URL(filePath: Launcher.path()).deletingLastPathComponent().path
  }

  private func refusal(_ descriptors: String) async throws -> String {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    try scratch.write("", to: "data/file")
    try scratch.write("#!/bin/sh\n" + String(repeating: "# \n", count: 30), to: "script")
    chmod("\(scratch.path)/script", 0o755)
    try FileManager.default.copyItem(atPath: tools.act, toPath: "\(scratch.path)/data/tool")
    let reader = GrantsReader(
      file: "\(scratch.path)/grants.yaml",
      replacements: GrantsReader.Replacements(program: tools.inspect))
    let text = descriptors.replacing("ACT", with: tools.act)
      .replacing("BUILT", with: try Self.builtPrograms())
      .replacing("DYNAMIC", with: tools.dynamic)
    do throws(RuntimeError) {
      try Launch.check(try reader.parse("descriptors:\n\(text)"))
      return "nothing was refused"
    } catch {
      #expect(error.exitStatus == 125)
      return "\(error)".split(separator: "grants.yaml", maxSplits: 1).last.map(String.init) ?? ""
    }
  }

  @Test(
    "Each is named with its key, line and column",
    arguments: [
      ("  t: !program nothing", ":2:6: descriptors.t: nothing does not exist"),
      ("  t: !program data", ":2:6: descriptors.t: data is not a regular file"),
      ("  t: !program data/file", "data/file has no execute permission"),
      ("  t: !program script", "script is a script"),
      ("  t: !program DYNAMIC", "is dynamically linked"),
      (
        "  t: !program { path: ACT, pass: [x] }",
        "descriptors.t.pass.0: there is no grant x: name one, or its number"
      ),
      (
        "  f: !file data/file\n  t: !program { path: ACT, pass: [f] }",
        "descriptors.t.pass.0: f is no directory: the program hands on its descriptor itself"
      ),
      (
        "  d: !dir data\n  t: !program { path: ACT, pass: { d: all } }",
        "descriptors.t.pass.d: d cannot be handed on with write, create, delete, which it is not granted with"
      ),
      (
        "  d: !dir { path: data, rights: all }\n  t: !program data/tool",
        ":3:6: descriptors.t: could be overwritten from inside: it lies in the writable grant"
      ),
      (
        "  d: !dir { path: BUILT, rights: all, follow: true }\n  t: !program ACT",
        ":3:6: descriptors.t: is started by fdport-launch, which could be overwritten from inside"
      ),
    ])
  func mistakes(descriptors: String, expected: String) async throws {
    let found = try await refusal(descriptors)
    #expect(found.contains(expected), "\(found)")
  }

  @Test("A directory passed with fewer rights than another one in it is as any overlap")
  func overlap() async throws {
    let grants = """
        d: !dir { path: ., rights: [read, write] }
        e: !dir { path: data, rights: [read, write] }

      """
    let same = try await refusal(grants + "  t: !program { path: ACT, pass: [d, e] }")
    #expect(same == "nothing was refused")
    let different = try await refusal(
      grants + "  t: !program { path: ACT, pass: { d: [write], e: } }")
    #expect(different.contains("overlaps"), "\(different)")
  }

  @Test("A plan has no place for it")
  func plan() async throws {
    let tools = try await LaunchTools.shared.value
    let scratch = try Scratch()
    let reader = GrantsReader(
      file: "\(scratch.path)/grants.yaml",
      replacements: GrantsReader.Replacements(program: tools.inspect))
    let grants = try reader.parse("descriptors: { t: !program \(tools.act) }")
    #expect(throws: RuntimeError.self) {
      try PlanFile(grants, launcher: tools.launcher, path: "\(scratch.path)/x.plan")
    }
  }
}
