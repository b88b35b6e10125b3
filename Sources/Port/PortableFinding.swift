import Catalogue
import Findings

extension Finding {
  /// True for what the port guards or lists as left: what this configuration compiles and the profile
  /// forbids.
  var concernsPort: Bool { level == .forbidden && kind != .inactive }

  /// True for what no configuration may compile because a guard of the port's stands around it.
  var isSkippedByGuard: Bool { level == .forbidden && kind == .inactive && guardMacro != nil }

  /// A call by number as the call of the function that makes it: what a guard takes away is
  /// `syscall`, whatever the number.
  func called(in catalogue: Catalogue) -> Finding {
    guard kind == .systemCall, let row = catalogue.row(linkName: linkName) else { return self }
    return Finding(
      function: row.name, linkName: linkName, kind: .call, level: level, authority: row.authority,
      file: file, line: line, column: column, enclosing: enclosing, conditions: conditions,
      replacement: row.replacement, fingerprint: fingerprint, state: state, argument: argument,
      guardMacro: guardMacro, suppression: suppression)
  }

  /// Why no guard answers for the site, if that lies in its kind.
  func unportableReason(in catalogue: Catalogue) -> String? {
    switch kind {
    case .lookup: return "it is looked up by its name, which no guard takes away"
    case .assembly: return "it is reached by inline assembly, which has no failing form"
    case .inactive: return "this configuration does not compile it"
    case .call, .systemCall, .reference, .object: break
    }
    guard catalogue.row(linkName: linkName)?.name != function,
      ArgumentRule.rules(of: linkName).contains(where: { $0.directory != nil })
    else { return nil }
    return "\(linkName)() finds its path without a directory that is held: pass it one"
  }
}
