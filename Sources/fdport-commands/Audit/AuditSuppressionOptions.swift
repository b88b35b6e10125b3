import ArgumentParser
import Catalogue
import Foundation
import Suppressions

/// Who may say that a finding is to stay.
struct AuditSuppressionOptions: ParsableArguments {
  @Option(
    name: .customLong("suppressions"),
    help: ArgumentHelp(
      "A YAML file of findings that may stay, with their reasons; docs/audit.md describes it.",
      discussion: "May be given several times.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String] = []

  @Flag(help: "Heed no `fdport: allow` comments: for sources whose authors are not trusted.")
  var ignoreComments = false

  func validate() throws {
    if files.contains("") { throw ValidationError("--suppressions is empty; it takes a file") }
  }

  /// The tree with what is allowed marked, and the allowances of no use.
  ///
  /// For the other tree of a comparison mistakes in its comments and allowances of no use are nobody's
  /// concern now.
  func applied(
    to tree: AuditedTree, isOther: Bool = false
  ) throws -> (tree: AuditedTree, unused: [UnusedAllowance]) {
    let catalogue = Catalogue.bundled
    var allowances: [Allowance] = []
    if !ignoreComments {
      let files = SourceSearch(root: tree.root).files(holding: "fdport:")
      let contents = { tree.contents($0) }
      if isOther {
        for file in files {
          allowances +=
            (try? Suppressor.comments(in: [file], catalogue: catalogue, contents: contents)) ?? []
        }
      } else {
        allowances += try Suppressor.comments(
          in: files, catalogue: catalogue, contents: contents)
      }
    }
    for file in files {
      guard let data = FileManager.default.contents(atPath: ProjectOptions.absolute(file)) else {
        throw CommandFailure.noSuppressions(path: file)
      }
      allowances += try AllowanceFile(
        parsing: String(decoding: data, as: UTF8.self), file: file, catalogue: catalogue
      ).allowances
    }
    let result = Suppressor(allowances).apply(to: tree.report)
    return (AuditedTree(root: tree.root, report: result.report), isOther ? [] : result.unused)
  }
}
