/// What one text can contribute to a site, whatever conditions it stands under: enough to tell that a
/// unit has none without parsing it.
package struct TextSummary: Hashable, Sendable {
  package struct Inclusion: Hashable, Sendable {
    package let name: String
    /// `#include "name"`: looked for beside the including file first.
    package let isQuoted: Bool

    package init(name: String, isQuoted: Bool) {
      self.name = name
      self.isQuoted = isQuoted
    }
  }

  package var inclusions: [Inclusion] = []
  /// `#include MACRO`: where that macro is defined, nobody knows what it includes without expanding it.
  package var computedInclusions: [Word] = []
  /// An inclusion computed in any other way, or #embed.
  package var hasComputedInclusion = false
  /// Written in a way that the lexer does not follow: trigraphs, digraphs of `#`, raw strings, names broken
  /// by a line's end, `#pragma redefine_extname`, `_Pragma("pop_macro(...)")`.
  package var isUnreadable = false
  package var macros: [MacroSummary] = []
  /// The identifiers outside comments, literals and directives; sorted. Empty for texts of others, where
  /// no site is reported.
  package var uses: [Word] = []
  /// Those behind `.`, `->`, `struct`, `union` and `enum`, members and parameters where they are declared:
  /// no functions, unless a macro makes them some.
  package var memberUses: [Word] = []
  /// Declarations of others that may give a name another one to link by.
  package var renamings: [Renaming] = []

  package init() {}
}

/// A declaration of somebody else's header in which a name of interest stands beside another:
/// `extern int __REDIRECT (fscanf, (...), __isoc99_fscanf);`, `int foo(void) __asm__("open");`.
package struct Renaming: Hashable, Sendable {
  /// Its identifiers: it renames only if one of them comes down to `__asm__` or to an attribute such as `weakref`.
  package let markers: [Word]
  /// What may be the declared name.
  package let names: [String]

  package init(markers: [Word], names: [String]) {
    self.markers = markers
    self.names = names
  }
}
