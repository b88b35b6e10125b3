package import Catalogue
package import Findings
package import Lexing

/// What a unit's files hold of ambient names, by whether it compiles the place: the lexer's view, since a
/// parser has none of what was skipped.
package struct InactiveText {
  private let names: AmbientNames
  private let glance: NameGlance
  private let profile: Profile
  private let files: ProjectFiles
  package private(set) var inactive: [Site] = []
  /// The files that hold ambient names, with the places, in bytes, of those that were compiled.
  package private(set) var compiled: [String: [Int]] = [:]

  package init(names: AmbientNames, profile: Profile, files: ProjectFiles) {
    self.names = names
    glance = NameGlance(names.functions.union(names.objects))
    self.profile = profile
    self.files = files
  }

  /// The ambient names in a file of the project, by their places.
  package func uses(in file: String) -> [NameUse] {
    NameCache.shared.uses(
      in: files.absolutePath(of: file), names: names, glance: glance, profile: profile)
  }

  /// The catalogue's name of each of these.
  package func names(in file: String) -> [String] {
    uses(in: file).compactMap { names.row(of: $0.name, firstArgument: $0.firstArgument)?.name }
  }

  /// Takes a file that the unit reads.
  package mutating func add(_ file: String, isCompiled: (NameUse) -> Bool) {
    let uses = uses(in: file)
    guard !uses.isEmpty else { return }
    compiled[file] = []
    for use in uses {
      if isCompiled(use) {
        compiled[file, default: []].append(use.offset)
      } else if let site = site(use, in: file) {
        inactive.append(site)
      }
    }
  }

  private func site(_ use: NameUse, in file: String) -> Site? {
    guard let row = names.row(of: use.name, firstArgument: use.firstArgument) else { return nil }
    let text = files.text(of: file)
    let identifier = text.identifier(at: use.offset)
    let showsFirst = ArgumentRule.rules(of: row.name).contains {
      $0.subject == .itself && $0.argument == 0
    }
    let literal = use.firstArgument.flatMap { $0.hasPrefix("\"") ? $0 : nil }
    return Site(
      row: row, linkName: use.name, kind: .inactive, level: row.level(in: profile), file: file,
      line: use.line, column: use.column, enclosing: nil,
      conditions: ConditionStack.conditions(around: use.line, in: text),
      normalisedLine: text.normalisedLine(at: use.offset), argument: showsFirst ? literal : nil,
      anatomy: SiteAnatomy(
        file: file, identifier: identifier, call: nil, region: identifier, macro: nil,
        isInMacroArgument: false))
  }
}
