import Tools

/// A program that the tests need could not be built: every test that waits for it fails by this.
struct FixtureError: Error, CustomStringConvertible {
  let command: Tool
  let reason: String

  var description: String {
    let words = [command.executable] + command.arguments
    return "the tests' own programs cannot be built: \(words.joined(separator: " "))\n\(reason)"
  }
}
