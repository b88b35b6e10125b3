import ArgumentParser
import Catalogue
import Draft
import Findings
import Foundation
import Installation
import Intake
import Port
import Recipe
import Survey

/// A draft of a recipe, from a source tree.
struct RecipeNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Draft a recipe from a source tree.",
    discussion: """
      Recognises the build system (autoconf, CMake, Meson, plain make), lists the options that leave \
      code out, audits the tree as it lies, tries a port of it in \
      memory, and prints all that as a recipe with comments. Nothing is built and nothing in the tree is \
      written, so the counts are those of a first look: a build sees what its configuration compiles.

      A recipe bears its file's name, so that -o decides what the draft is called.

      Examples:
        fdport recipe new ../tool-1.4 -o tool.yaml
        $EDITOR tool.yaml              choose options and products
        fdport port ./tool.yaml        build it, audit it, print the patches
        fdport check ./tool.yaml       and prove them

      Exit status: 0 a draft was made, 2 fdport could not do its job, 64 wrong usage.
      """)

  @Argument(help: "The source tree.", completion: .directory)
  var directory: String

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
    if directory.isEmpty { throw ValidationError("the directory's name is empty") }
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
    let root = ProjectOptions.absolute(directory)
    let intake = try Intake(root, source: root)
    progress.note("auditing \(directory), \(intake.units.count) units")
    let reply = try await Survey(
      catalogue: .bundled, warn: { StandardError.write("fdport: \($0)\n") }
    ).run(
      AuditRequest(
        root: intake.root,
        target: AuditReport.Target(name: URL(filePath: root).lastPathComponent, version: nil),
        profile: .fdOnly, units: intake.units, toolVersion: Version.text))
    let text = try draft(of: root, reply)
    progress.finish()
    guard let output else { return try StandardOutput.write(text) }
    try AtomicFile.write(text, to: ProjectOptions.absolute(output))
  }

  private func draft(of root: String, _ reply: AuditReply) throws -> String {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    let contents = { (path: String) in
      FileManager.default.contents(atPath: "\(root)/\(path)").map { Array($0) }
    }
    var files: [String: [UInt8]] = [:]
    for path in paths where RecipeDraft.reads(path) { files[path] = contents(path) }
    let draft = RecipeDraft(
      name: output.map { URL(filePath: $0).deletingPathExtension().lastPathComponent },
      directory: root, paths: Set(paths), files: files,
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
