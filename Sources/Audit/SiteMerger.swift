import Catalogue
import Findings

/// Merges the sites of all units into findings, each place once, in the report's order.
enum SiteMerger {
  struct Merged {
    let finding: Finding
    let anatomy: SiteAnatomy
  }

  static func merge(_ sites: [Site]) -> [Merged] {
    var first: [Site.Identity: Site] = [:]
    for site in sites where first[site.identity] == nil {
      first[site.identity] = site
    }
    var ordinals: [Fingerprint: Int] = [:]
    return first.values.sorted { $0.identity < $1.identity }.map { site in
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
