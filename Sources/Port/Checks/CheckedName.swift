/// One name that the build system must look for, because a guard tests the macro that says so.
struct CheckedName: Hashable, Comparable {
  enum Kind: Hashable {
    case function
    case header
  }

  let kind: Kind
  /// `open`, or `descend.h`.
  let name: String
  /// `HAVE_OPEN`.
  let macro: String
  /// The header that declares a function; nil if none is known.
  let header: String?

  static func < (left: CheckedName, right: CheckedName) -> Bool {
    (left.macro, left.name) < (right.macro, right.name)
  }

  /// The macro that autoconf's own macros define for a name (`AS_TR_CPP`).
  static func macro(of name: String) -> String {
    "HAVE_"
      + String(
        name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}

/// The names for which one patch adds checks.
struct CheckRequest {
  /// The index of the patch.
  let stage: Int
  let patch: String
  let names: [CheckedName]
  /// Whether they are the platform's own, which no upstream would list among its functions.
  let isPlatform: Bool
}

/// A check that is not placed, and why.
struct UnplacedCheck {
  let name: String
  let file: String
  let reason: String

  /// It is listed like a site that is not patched: a guard without a check would be closed everywhere.
  var leftover: Leftover {
    Leftover(function: name, file: file, line: 1, reason: "its check is not added: \(reason)")
  }
}

/// All names of a plan, by the kind of patch: what stands in one of them already is fdport's own line,
/// which is extended and never taken for upstream's style.
struct PlannedNames {
  let guards: Set<String>
  let platform: Set<String>
  let macros: Set<String>

  init(_ requests: [CheckRequest]) {
    macros = Set(requests.flatMap { $0.names.map(\.macro) })
    guards = Set(requests.filter { !$0.isPlatform }.flatMap { $0.names.map(\.name) })
    platform = Set(requests.filter(\.isPlatform).flatMap { $0.names.map(\.name) })
  }

  var all: Set<String> { guards.union(platform) }
}
