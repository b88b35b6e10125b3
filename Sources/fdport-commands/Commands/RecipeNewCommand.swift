import ArgumentParser
import Catalogue
import Draft
import Findings
import Foundation
import Installation
import Intake
import Port
import Recipe
import Source
import Survey

/// A draft of a recipe, from a source tree or from what Debian has of an upstream.
struct RecipeNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Draft a recipe from a source tree.",
    discussion: """
      Recognises the build system (autoconf, CMake, Meson, plain make), lists the options that leave \
      code out, audits the tree as it lies, tries a port of it in \
      memory, and prints all that as a recipe with comments. Nothing is built and nothing in the tree is \
      written, so the counts are those of a first look: a build sees what its configuration compiles.

      A word that names no directory is taken for a Debian source package: the upstream tarball of its \
      newest version in the suite is fetched, and the draft pins it.

      A recipe bears its file's name, so that -o decides what the draft is called.

      Examples:
        fdport recipe new ../tool-1.4 -o tool.yaml
        fdport recipe new jansson --suite bookworm -o jansson.yaml
        $EDITOR tool.yaml              choose options and products
        fdport port ./tool.yaml        build it, audit it, print the patches
        fdport check ./tool.yaml       and prove them

      Exit status: 0 a draft was made, 2 fdport could not do its job, 64 wrong usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "The source tree, or the name of a Debian source package.", valueName: "directory"),
    completion: .directory)
  var source: String

  @Option(
    help: ArgumentHelp(
      "Take the Debian source package of this suite (default: \(DebianSuite.newest.rawValue)).",
      valueName: "suite"))
  var suite: DebianSuite?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write there, and not to standard output.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var output: String?

  @Flag(help: "Replace the output if it is there.")
  var force = false

  @Option(help: "Progress on standard error; auto shows it on a terminal only.")
  var progress: Progress.Style = .auto

  func validate() throws {
    if source.isEmpty { throw ValidationError("the directory's name is empty") }
    if let output, !output.hasSuffix(".yaml") {
      throw ValidationError("--output \(output): a recipe's file ends in .yaml")
    }
  }

  func run() async throws {
    let progress = Progress(style: progress)
    defer { progress.finish() }
    if let output, !force, FileManager.default.fileExists(atPath: output) {
      throw CommandFailure.outputExists(path: output)
    }
    let drafted = try await DraftedSource.named(source, suite: suite) { progress.note($0) }
    let intake = try Intake(drafted.root, source: drafted.root)
    progress.note("auditing \(drafted.folder), \(intake.units.count) units")
    let reply = try await Survey(
      catalogue: .bundled, warn: { StandardError.write("fdport: \($0)\n") }
    ).run(
      AuditRequest(
        root: intake.root,
        target: AuditReport.Target(name: drafted.folder, version: nil),
        profile: .fdOnly, units: intake.units, toolVersion: Version.text))
    let text = try draft(of: drafted, reply)
    progress.finish()
    guard let output else { return try StandardOutput.write(text) }
    try AtomicFile.write(text, to: ProjectOptions.absolute(output))
  }

  private func draft(of drafted: DraftedSource, _ reply: AuditReply) throws -> String {
    let root = drafted.root
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    let contents = { (path: String) in
      FileManager.default.contents(atPath: "\(root)/\(path)").map { Array($0) }
    }
    var files: [String: [UInt8]] = [:]
    for path in paths where RecipeDraft.reads(path) { files[path] = contents(path) }
    let draft = RecipeDraft(
      name: output.map { URL(filePath: $0).deletingPathExtension().lastPathComponent },
      source: drafted.location, folder: drafted.folder, paths: Set(paths), files: files,
      tally: FunctionTally(reply.report.findings, catalogue: .bundled))
    let recipe = try RecipeParser.recipe(
      draft.text(attempt: nil), named: draft.name, file: "the draft")
    guard let plan = recipe.port else { return draft.text(attempt: nil) }
    let generator = PortGenerator(catalogue: .bundled, plan: plan)
    for path in generator.neededFiles(
      findings: reply.report.findings, anatomies: reply.anatomies, paths: paths)
    where files[path] == nil {
      files[path] = contents(path)
    }
    let result = try generator.generate(
      files: files, findings: reply.report.findings, anatomies: reply.anatomies, paths: paths)
    return draft.text(attempt: RecipeDraft.Attempt(result))
  }
}

extension DebianSuite: ExpressibleByArgument {}
