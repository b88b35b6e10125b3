/// Where the compiler looks for the texts of a unit, in its own words.
struct SearchPath: Sendable {
  /// Before `angled`, for `#include "name"` only.
  var quoted: [String] = []
  var angled: [String] = []

  /// Reads what clang's -v says (clang/lib/Lex/HeaderSearch.cpp, clang/lib/Lex/InitHeaderSearch.cpp):
  /// duplicates and directories that are not there are left out already. Nil if it says something else.
  init?(_ text: String) {
    enum Section { case before, quoted, angled, behind }
    var section = Section.before
    for line in text.split(separator: "\n") {
      switch line {
      case "#include \"...\" search starts here:": section = .quoted
      case "#include <...> search starts here:": section = .angled
      case "End of search list.": section = .behind
      default:
        guard line.hasPrefix(" ") else { continue }
        switch section {
        case .quoted: quoted.append(String(line.dropFirst()))
        case .angled: angled.append(String(line.dropFirst()))
        case .before, .behind: break
        }
      }
    }
    // A framework or a header map is no plain directory.
    guard section == .behind,
      (quoted + angled).allSatisfy({ $0.hasPrefix("/") && !$0.hasSuffix(")") })
    else { return nil }
  }
}
