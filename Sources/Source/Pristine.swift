import Tools

/// Pristine trees lose their write permission, so that a build that strays into one fails loudly.
enum Pristine {
  static func seal(_ tree: String) async throws {
    let outcome = try await Tool("chmod", ["--recursive", "a-w", tree]).run()
    guard outcome.isSuccess else {
      throw ToolError.failed(
        program: "chmod", status: outcome.statusText, output: outcome.tail(lines: 3))
    }
  }
}
