import Catalogue
import Findings
import Lexing

/// Recognises sites that their conditions already take away where the function does not exist: the
/// rule by which the port leaves what is guarded alone.
struct GuardRecogniser {
  let catalogue: Catalogue
  /// Beside the catalogue's feature macros.
  let conventions: [GuardConvention]

  /// The macro that the site's conditions require to be defined, or not to be.
  func guardMacro(of site: Site) -> String? {
    let conditions = (site.conditions + site.macroConditions).map(ConditionParser.condition(of:))
    guard !conditions.isEmpty else { return nil }
    // What makes a call by number is as good as gone as what it calls.
    let rows = [catalogue.row(named: site.function), catalogue.row(linkName: site.linkName)]
    for row in rows.compactMap({ $0 }) {
      let guards =
        [GuardConvention(macro: row.featureMacro, isDefined: true)] + conventions
      for known in guards {
        let macro = known.macro(for: row.name)
        if conditions.contains(where: { $0.requires(macro, isDefined: known.isDefined) }) {
          return macro
        }
      }
    }
    return nil
  }
}
