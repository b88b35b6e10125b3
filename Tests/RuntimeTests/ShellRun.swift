import Tools

/// The built fdport as a shell starts it.
enum ShellRun {
  /// Runs fdport by a shell command in which FDPORT and GRANTS stand for what they say.
  static func run(
    _ grants: String, _ command: String, in scratch: Scratch
  ) async throws -> Outcome {
    let tools = try await LaunchTools.shared.value
    try scratch.write(grants, to: "grants.yaml")
    let script = command.replacing("FDPORT", with: tools.front)
      .replacing("GRANTS", with: "\(scratch.path)/grants.yaml")
      .replacing("INSPECT", with: tools.inspect).replacing("ACT", with: tools.act)
      .replacing("PROBE", with: tools.probe)
    return try await Tool("bash", ["-c", script]).run()
  }
}
