import ArgumentParser
import Catalogue
import Findings
import Report

/// Where a codebase acquires anything by name.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Find every use of an ambient name in a C codebase.",
    discussion: """
      Give a recipe (NAME or NAME@VERSION), a directory, or a compile database (bear, CMake and Meson \
      make compile_commands.json). What contains a slash, ends in .json or is `.` is a path. A directory's \
      own compile_commands.json counts, then the only one a level below; without one the flags of \
      every source are guessed, and the report says how.

      A directory's units are analysed as they are: nothing is compiled or written. If some of them \
      lie outside it, as with a build directory, the source root is the nearest directory that holds \
      all, or the one that --source names. A unit that could not be analysed is listed.

      A recipe's source is fetched and built for this machine first, in the cache.

      Examples:
        fdport audit .                       a tree, after `bear -- make`
        fdport audit build/compile_commands.json
        fdport audit build/ --hide-notes     a CMake build directory, warnings only
        fdport audit . --since HEAD~1        only what is new
        fdport audit . --format sarif -o fdport.sarif
        fdport audit lua@5.4.7 --against lua@5.4.4

      Exit status: 0 nothing forbidden, or in a comparison nothing new; 1 forbidden findings or units \
      not analysed; 2 fdport could not do its job; 64 wrong usage.
      """)

  @Argument(
    help: "A recipe, a directory or a compile database.",
    completion: RecipeCompletion.recipesAndDirectories)
  var target: String

  @OptionGroup var options: ProjectOptions

  @Option(
    help: ArgumentHelp(
      "What is forbidden and what is noted.",
      discussion: "Default: the recipe's own, or fd-only."))
  var profile: Profile?

  @OptionGroup(title: "Output") var output: AuditOutputOptions

  @OptionGroup(title: "Comparison") var comparison: AuditComparisonOptions

  @OptionGroup(title: "Suppression") var suppression: AuditSuppressionOptions

  @Flag(
    help: ArgumentHelp(
      "Hold the findings of a recipe against the relocations of its object files.",
      discussion: "Status 1 if a relocation has no finding, or they differ without a named reason.")
  )
  var selfCheck = false

  @OptionGroup(title: "Engine") var engine: AuditEngineOptions

  func validate() throws {
    if selfCheck { try validateSelfCheck() }
    if AuditSubject.isDirectory(target), options.recipes != nil,
      comparison.against.map(AuditSubject.isDirectory) ?? true
    {
      throw ValidationError("--recipes is of no use with a directory")
    }
    if !AuditSubject.isDirectory(target), let revision = comparison.since {
      throw ValidationError(
        "--since \(revision) is for a directory in a git checkout; for releases of a recipe there is "
          + "--against \(target.prefix { $0 != "@" })@VERSION")
    }
  }

  func run() async throws {
    let progress = Progress(style: options.progress)
    defer { progress.finish() }
    let subject = AuditSubject(name: target, options: options, profile: profile, engine: engine)
    if selfCheck { return try await runSelfCheck(of: subject, progress) }
    let (tree, unused) = try suppression.applied(to: try await subject.audit(progress))
    let comparer = AuditComparer(
      options: comparison, suppression: suppression, progress: progress)
    let (compared, remarks) = try await comparer.compare(subject, tree)
    let account = AuditAccount(
      tree.report.assuming(remarks), root: tree.root, comparison: compared,
      unusedAllowances: unused)
    try comparer.writeBaseline(tree)
    progress.finish()
    try output.print(account, sources: tree.sources)
    let accepts = comparison.writeBaseline != nil && account.comparison == nil
    guard account.isClean || accepts else { throw ExitStatus.findings }
  }
}

extension Profile: ExpressibleByArgument {}
