import Findings

/// Why a use leaves no trace in the object file: the named classes of law 1.
enum CodeExclusion: String, CaseIterable, Sendable {
  /// Behind a condition that is constant.
  case dead
  /// An operand of sizeof, typeof or an association of _Generic that is not chosen.
  case unevaluated
  /// A value that nobody uses: `(void)stdin;`.
  case discarded
  /// In an inline function that nothing calls.
  case unusedInline = "unused-inline"

  var state: Finding.State {
    switch self {
    case .dead: .dead
    case .unevaluated: .unevaluated
    case .discarded: .discarded
    case .unusedInline: .unusedInline
    }
  }
}
