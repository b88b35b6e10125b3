import Tools

/// What tells one compiler from another: its version text and its target.
enum CompilerIdentity {
  /// Of the compiler that `environment` names in CC, or of `cc`.
  static func of(_ environment: BuildEnvironment) async throws -> String {
    let command = environment.variables["CC"] ?? "cc"
    let outcome = try await Tool(
      "sh", ["-c", "\(command) --version && \(command) -dumpmachine"],
      environment: environment.variables, unset: environment.unset
    ).run()
    guard outcome.isSuccess else {
      throw BuildError.missingTool(
        "a C compiler (\(command))", remedy: "install the package build-essential")
    }
    return outcome.text
  }
}
