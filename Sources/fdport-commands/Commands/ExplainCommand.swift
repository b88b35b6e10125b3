import ArgumentParser
import Catalogue
import Report

/// `fdport explain`: what the catalogue says of a name, and why.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what authority a C library name needs, why, and what to use instead.",
    discussion: """
      Names under which C libraries link a function, such as open64 or __open_2, are understood \
      too. Exit status: 0 if every name is known, 1 if one is not, 64 for wrong usage.
      """)

  @Argument(
    help: "Names of functions or objects, such as fopen or stdin.",
    completion: RecipeCompletion.names)
  var names: [String] = []

  @Flag(help: "List the catalogue's names with level, authority and replacement.")
  var list = false

  @Option(
    help: "With --list: the profile whose levels count: fd-only, cloudabi or wasi.",
    transform: { try ExplainCommand.value($0) })
  var profile: Profile?

  @Option(
    help: """
      With --list: forbidden, noted or allowed names only. Without it, all that are not allowed.
      """,
    transform: { try ExplainCommand.value($0) })
  var level: Level?

  @Option(help: "How to print.")
  var format: ReportFormat = .text

  func validate() throws {
    if list != names.isEmpty {
      throw ValidationError("Give one or more names, or --list alone.")
    }
    if !list, profile != nil || level != nil {
      throw ValidationError("--profile and --level choose rows of --list only.")
    }
  }

  func run() throws {
    let catalogue = Catalogue.bundled
    let rows = list ? selectedRows(of: catalogue) : []
    let report = ExplanationReport(names: list ? rows.map(\.name) : names, in: catalogue)
    switch format {
    case .json:
      try StandardOutput.write(CanonicalJSON.text(report))
    case .text where list:
      try StandardOutput.write(CatalogueListText(profile: profile ?? .fdOnly).render(rows))
    case .text:
      try StandardOutput.write(ExplainText().render(report))
    }
    if !report.unknown.isEmpty { throw ExitStatus.findings }
  }

  private func selectedRows(of catalogue: Catalogue) -> [CatalogueRow] {
    catalogue.rows.filter { row in
      let found = row.level(in: profile ?? .fdOnly)
      return level.map { found == $0 } ?? (found != .allowed)
    }
  }

  private static func value<Value>(_ text: String) throws -> Value
  where Value: RawRepresentable<String> & CaseIterable {
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(text) is none of \(known).")
    }
    return value
  }
}
