import ArgumentParser

/// Recipes themselves.
struct RecipeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipe",
    abstract: "Write a recipe for a project that has none.",
    discussion: "Exit status: 0 a draft was made, 2 fdport could not do its job.",
    subcommands: [RecipeNewCommand.self])
}
