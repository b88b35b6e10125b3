import Catalogue
import Findings

/// Merges the sites of all units into findings, each place once, in the report's order.
enum SiteMerger {
  struct Merged {
    let finding: Finding
    let anatomy: SiteAnatomy
  }

  static func merge(_ sites: [Site]) -> [Merged] {
    // Whatever the order of the units, the same one of several views of a place is kept.
    let chosen = Dictionary(sites.map { ($0.identity, $0) }) {
      $0.preference.lexicographicallyPrecedes($1.preference) ? $0 : $1
    }
    var ordinals: [Fingerprint: Int] = [:]
    return chosen.values.sorted { $0.identity < $1.identity }.map { site in
      let fingerprint = Fingerprint(site)
      let ordinal = ordinals[fingerprint, default: 0]
      ordinals[fingerprint] = ordinal + 1
      return Merged(
        finding: Finding(
          function: site.row.name, linkName: site.linkName, kind: site.kind, level: site.level,
          authority: site.row.authority, file: site.file, line: site.line, column: site.column,
          enclosing: site.enclosing, conditions: site.conditions,
          replacement: site.row.replacement, fingerprint: fingerprint.text(ordinal: ordinal)),
        anatomy: site.anatomy)
    }
  }
}
