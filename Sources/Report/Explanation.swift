package import Catalogue

/// What `fdport explain` says of one name. Its JSON form is schema 1: fields are added, never
/// renamed.
package struct Explanation: Codable, Hashable, Sendable {
  /// How a call fails where the function does not exist.
  package struct Guard: Codable, Hashable, Sendable {
    /// The feature macro that stands around uses of the name.
    package let macro: String
    /// C source that takes the place of a call; nil for objects.
    package let expression: String?
    /// The same in words.
    package let meaning: String
  }

  /// As it was asked for: the name itself or one under which C libraries link it.
  package let asked: String
  package let name: String
  package let kind: String
  /// Nil if no header declares it.
  package let header: String?
  package let linkAliases: [String]
  package let authority: Authority
  package let authoritySummary: String
  package let reason: String
  /// By the profile's name.
  package let levels: [String: Level]
  package let replacement: String?
  package let `guard`: Guard
  /// The variant in the view's `<descend.h>`.
  package let descend: String?
  /// What the views of the default profile have of it, by the view's name.
  package let views: [String: Presence]

  package init(of row: CatalogueRow, asked: String) {
    self.asked = asked
    name = row.name
    kind = row.kind.rawValue
    header = row.header == "-" ? nil : row.header
    linkAliases = row.linkAliases
    authority = row.authority
    authoritySummary = row.authority.summary
    reason = row.reason
    levels = Dictionary(
      uniqueKeysWithValues: Profile.allCases.map { ($0.rawValue, row.level(in: $0)) })
    replacement = row.replacement
    `guard` = Guard(
      macro: row.featureMacro, expression: row.failure?.expression,
      meaning: Explanation.meaning(of: row.failure))
    descend = row.descend
    views = Dictionary(
      uniqueKeysWithValues: ViewKind.allCases.map {
        ($0.rawValue, row.presence(in: $0, profile: .fdOnly))
      })
  }

  private static func meaning(of failure: FailureConvention?) -> String {
    switch failure {
    case .value(let expression, let errno):
      "the value \(expression) with errno set to \(errno), as when the function itself fails"
    case .errorNumber:
      "the error number as its value, as when the function itself fails"
    case .plainValue(let expression):
      "the value \(expression) alone, as when the function itself fails"
    case .void:
      "nothing happens, and the function has no value to return"
    case nil:
      "an object has no failure to report, so they are left out"
    }
  }
}
