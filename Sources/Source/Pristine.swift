import Tools

/// The files of pristine trees lose their write permission, so that a build that strays into one
/// fails loudly. Directories keep theirs: copies are meant to be changed, by any user.
enum Pristine {
  static func seal(_ tree: String) async throws {
    let arguments = [tree, "-type", "f", "-exec", "chmod", "a-w", "{}", "+"]
    let outcome = try await Tool("find", arguments).run()
    guard outcome.isSuccess else {
      throw ToolError.failed(
        program: "find", status: outcome.statusText, output: outcome.tail(lines: 3))
    }
  }
}
