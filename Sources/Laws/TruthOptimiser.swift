import Catalogue

/// What an optimised object may refer to, given the unoptimised one.
struct TruthOptimiser {
  let catalogue: Catalogue
  let profile: Profile

  /// Names that take another one's place: gcc turns `printf("x\n")` into puts() (GCC manual 6.59,
  /// Other Builtins); glibc's <bits/stdio.h> defines getchar() as getc(stdin) for the optimiser, and
  /// <libintl.h> gettext() as dcgettext().
  private static let substitutes: [String: Set<String>] = [
    "puts": ["printf"],
    "putchar": ["printf", "puts"],
    "stdout": ["printf", "puts", "putchar", "putchar_unlocked", "vprintf"],
    "dcgettext": ["gettext", "dgettext"],
    "dcngettext": ["ngettext", "dngettext"],
    "stdin": ["getchar", "getchar_unlocked"],
  ]

  /// The names of `optimised` that nothing in `plain` accounts for, sorted. Aliases of one function,
  /// such as __open_2, are the same name.
  func unaccounted(_ optimised: Set<String>, given plain: Set<String>) -> [String] {
    let accounted = Set(plain.compactMap { catalogue.row(linkName: $0)?.name })
    return optimised.filter { name in
      guard let row = catalogue.row(linkName: name), row.level(in: profile) != .allowed else {
        return false
      }
      let sources = Self.substitutes[row.name, default: []].union([row.name])
      return sources.isDisjoint(with: accounted)
    }.sorted()
  }
}
