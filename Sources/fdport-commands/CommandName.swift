import ArgumentParser
import Catalogue

/// The first word of a command line, checked before the parser of arguments, which takes a mistyped
/// command for a stray argument.
enum CommandName {
  /// What is wrong with the word, or nil.
  static func mistake(in arguments: [String]) -> UsageError? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let known =
      Fdport.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !known.contains(word) else { return nil }
    let reach = word.count > 3 ? 2 : 1
    let near = known.filter { Catalogue.distance(Array(word.utf8), Array($0.utf8)) <= reach }
    let help =
      near.isEmpty
      ? "the commands are \(known.sorted().joined(separator: ", "))"
      : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
    return UsageError("there is no command '\(word)'\nhelp: \(help)")
  }
}
