import Catalogue
import Findings

/// Merges the sites of all units into findings, each place once, in the report's order.
enum SiteMerger {
  struct Merged {
    let finding: Finding
    let anatomy: SiteAnatomy
  }

  static func merge(_ sites: [Site], recogniser: GuardRecogniser) -> [Merged] {
    // Whatever the order of the units, the same one of several views of a place is kept.
    let chosen = Dictionary(sites.map { (SiteIdentity($0), $0) }) {
      preference($0).lexicographicallyPrecedes(preference($1)) ? $0 : $1
    }
    var ordinals: [Fingerprint: Int] = [:]
    return chosen.sorted { $0.key < $1.key }.map { _, site in
      let fingerprint = Fingerprint(site)
      let ordinal = ordinals[fingerprint, default: 0]
      ordinals[fingerprint] = ordinal + 1
      let guardMacro = recogniser.guardMacro(of: site)
      let isGuarded = guardMacro != nil && site.state == .active
      return Merged(
        finding: Finding(
          function: site.function, linkName: site.linkName, kind: site.kind, level: site.level,
          authority: site.authority, file: site.file, line: site.line, column: site.column,
          enclosing: site.enclosing, conditions: site.conditions, replacement: site.replacement,
          fingerprint: fingerprint.text(ordinal: ordinal),
          state: isGuarded ? .guarded : site.state, argument: site.argument, guardMacro: guardMacro),
        anatomy: site.anatomy)
    }
  }

  /// Orders different views of one place. What is code in one unit is code, whatever it is in another.
  private static func preference(_ site: Site) -> [String] {
    [String(rank(site.state)), site.linkName, site.kind.rawValue, site.enclosing ?? ""]
      + [site.argument ?? ""] + site.conditions
  }

  private static func rank(_ state: Finding.State) -> Int {
    switch state {
    case .active: 0
    case .guarded: 1
    case .unusedInline: 2
    case .dead: 3
    case .discarded: 4
    case .unevaluated: 5
    }
  }
}
