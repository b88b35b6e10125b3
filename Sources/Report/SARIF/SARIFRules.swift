import Catalogue

/// The rules of a SARIF run: one for each function that has a result, and the authorities as their taxonomy.
///
/// A rule's name is made of the function's alone, and so stays the same whatever else the catalogue says later:
/// viewers know an alert again by it.
struct SARIFRules {
  let rules: [SARIFRule]
  let taxonomy: SARIFComponent

  private let places: [String: Int]

  init(functions: Set<String>, profile: Profile) {
    let rows = functions.sorted().map { ($0, Catalogue.bundled.row(named: $0)) }
    rules = rows.map { SARIFRules.rule($0.0, $0.1, profile: profile) }
    places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element.0, $0.offset) })
    taxonomy = SARIFComponent(
      name: SARIFRules.taxonomyName, version: Catalogue.bundled.version,
      shortDescription: SARIFText(text: "What a C function needs beside its arguments."),
      taxa: SARIFRules.authorities.map {
        SARIFRule(
          id: $0.rawValue, shortDescription: SARIFText(text: SARIFRules.sentence($0.summary)))
      },
      isComprehensive: true)
  }

  func index(of function: String) -> Int {
    // -1 is the standard's own word for none (3.27.6).
    places[function] ?? -1
  }

  static func identifier(_ function: String) -> String { "ambient/\(function)" }

  static func level(_ level: Level) -> String {
    switch level {
    case .forbidden: "warning"
    case .noted: "note"
    case .allowed: "none"
    }
  }

  private static let taxonomyName = "fdport authorities"
  private static let authorities = Authority.allCases.sorted()

  private static func rule(_ name: String, _ row: CatalogueRow?, profile: Profile) -> SARIFRule {
    guard let row else { return SARIFRule(id: identifier(name)) }
    let report = ExplanationReport(names: [name], in: Catalogue.bundled)
    let help = ExplainText().render(report)
    return SARIFRule(
      id: identifier(name), name: name,
      shortDescription: SARIFText(text: sentence("\(name) \(row.authority.summary)")),
      fullDescription: SARIFText(text: row.reason),
      help: SARIFText(text: help, markdown: "```text\n\(help)```\n"),
      defaultConfiguration: .init(level: level(row.level(in: profile))),
      relationships: authorities.firstIndex(of: row.authority).map { index in
        [
          .init(
            target: .init(
              id: row.authority.rawValue, index: index,
              toolComponent: .init(name: taxonomyName, index: 0)),
            kinds: ["superset"])
        ]
      },
      properties: .init(
        tags: ["ambient-authority", row.authority.rawValue], precision: "very-high"))
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
