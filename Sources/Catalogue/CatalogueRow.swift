/// Everything fdport knows about one name of the C library.
package struct CatalogueRow: Hashable, Sendable {
  /// What the name is in C.
  package enum Kind: String, CaseIterable, Sendable {
    case function
    /// A variable or stream: `stdin`, `environ`.
    case object
  }

  /// The name as the manual page spells it.
  package let name: String
  package let kind: Kind
  /// The header that declares it, as in `#include <header>`; `-` if none does (pivot_root).
  package let header: String
  /// The further names under which C libraries link it, such as `open64` or `__open_2`.
  package let linkAliases: [String]
  package let authority: Authority
  package let levels: [Profile: Level]
  /// The feature macro that says it exists, such as `HAVE_OPEN`.
  package let featureMacro: String
  /// What a call evaluates to where the function does not exist; nil for objects.
  package let failure: FailureConvention?
  /// What to call instead, with a descriptor: `openat`. Nil if there is nothing.
  package let replacement: String?
  /// The function of the view's `<descend.h>` that accepts `/dev/fd/N/rest`: `descend_open`.
  package let descend: String?
  /// Whether the sealed C library's version does less than an ordinary one's and has no such function
  /// beside it: `degraded` in the column `descend`.
  package let isDegraded: Bool
  /// One sentence: why it is ambient.
  package let reason: String

  package init(
    name: String, kind: Kind, header: String, linkAliases: [String], authority: Authority,
    levels: [Profile: Level], featureMacro: String, failure: FailureConvention?,
    replacement: String?, descend: String?, isDegraded: Bool = false, reason: String
  ) {
    self.name = name
    self.kind = kind
    self.header = header
    self.linkAliases = linkAliases
    self.authority = authority
    self.levels = levels
    self.featureMacro = featureMacro
    self.failure = failure
    self.replacement = replacement
    self.descend = descend
    self.isDegraded = isDegraded
    self.reason = reason
  }

  package func level(in profile: Profile) -> Level {
    levels[profile] ?? .allowed
  }
}
