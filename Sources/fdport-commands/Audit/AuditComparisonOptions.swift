import ArgumentParser

/// What an audit is compared with. Then only what is new is listed, and counts in the exit status.
struct AuditComparisonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare with what this file says is known.", discussion: "--write-baseline makes it.",
      valueName: "file"),
    completion: .file())
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Write what was found to this file: a line each, sorted, to be kept in the repository.",
      discussion: "With --baseline it is written after the comparison; without, the status is 0.",
      valueName: "file"),
    completion: .file())
  var writeBaseline: String?

  @Option(
    help: ArgumentHelp(
      "Compare with this revision of the git checkout that the directory is in.",
      discussion:
        "Both are audited, with today's compile commands; nothing in the checkout is touched.",
      valueName: "revision"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Compare with another recipe, release or directory.",
      discussion: "curl@8.14.1 --against curl@7.88.1 says what a release brought.",
      valueName: "other"),
    completion: RecipeCompletion.recipesAndDirectories)
  var against: String?

  func validate() throws {
    for (option, value) in [
      ("--baseline", baseline), ("--write-baseline", writeBaseline), ("--against", against),
      ("--since", since),
    ] where value == "" {
      throw ValidationError("\(option) is empty")
    }
    let others = [("--baseline", baseline), ("--since", since), ("--against", against)]
      .filter { $0.1 != nil }.map(\.0)
    if others.count > 1 {
      throw ValidationError(
        "\(others.joined(separator: " and ")) each say what to compare with; give one")
    }
  }
}
