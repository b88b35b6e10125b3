import Foundation
import Testing
import Tools

/// `asker` in the runtime, with a granted program of which it asks.
struct ProgramRun {
  let lines: [String]
  let outcome: Outcome

  /// `tool` is the program that is granted under that name, with more fields of its mapping; `descriptors` are lines
  /// of further grants. ACT and its like stand for the fixtures' programs.
  init(
    _ arguments: String, tool: String, fields: String = "", descriptors: String = "",
    before: String = "", in scratch: Scratch? = nil
  ) async throws {
    let scratch = try scratch ?? Scratch()
    let grants = try await Self.grants(tool: tool, fields: fields, descriptors: descriptors)
    outcome = try await ShellRun.run(
      grants, "\(before)\nexec timeout 30 FDPORT run GRANTS -- \(arguments)", in: scratch)
    lines = outcome.text.split(separator: "\n").map(String.init)
  }

  static func grants(
    tool: String, fields: String, descriptors: String
  ) async throws -> String {
    let tools = try await LaunchTools.shared.value
    return """
      program: \(tools.asker)
      argument: {}
      descriptors:
        1: !stdout inherit
        2: !stderr inherit
        tool: !program { path: \(tool), more-arguments: 8, \(fields) }
      \(descriptors)

      """.replacing("INSPECT", with: tools.inspect).replacing("ACT", with: tools.act)
        .replacing("WRITE", with: tools.write).replacing("WAITER", with: tools.waiter)
        .replacing("NAMES", with: tools.names).replacing("PROBE", with: tools.probe)
  }
}
