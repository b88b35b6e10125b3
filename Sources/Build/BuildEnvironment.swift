import Foundation

/// The environment of a build step: the caller's own, without what would make two machines build
/// differently.
struct BuildEnvironment: Hashable, Sendable {
  /// Set on top of the caller's environment, which also has PATH and HOME.
  let variables: [String: String]

  /// `recipe` wins over fdport's own settings, `extra` (a port's compiler) over both.
  init(recipe: [String: String], extra: [String: String]) {
    variables = BuildEnvironment.fixed
      .merging(recipe) { $1 }
      .merging(extra) { $1 }
  }

  /// What goes into a build's key: all but the number of jobs, which must not change the result.
  var keyText: [String] {
    variables.filter { $0.key != "JOBS" }.map { "\($0.key)=\($0.value)" }.sorted()
  }

  /// Taken out of the caller's environment, unless set by the recipe or the port.
  var unset: [String] {
    BuildEnvironment.removed.filter { variables[$0] == nil }
  }

  private static let fixed = [
    "JOBS": String(ProcessInfo.processInfo.activeProcessorCount),
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    // Some date for __DATE__ and archives that is the same everywhere; 1980-01-01 is the first
    // that ZIP can hold. https://reproducible-builds.org/specs/source-date-epoch/
    "SOURCE_DATE_EPOCH": "315532800",
  ]

  private static let removed = [
    "AR", "CC", "CDPATH", "CFLAGS", "CONFIG_SITE", "CPATH", "CPP", "CPPFLAGS", "CXX", "CXXFLAGS",
    "C_INCLUDE_PATH", "HOST", "LANG", "LANGUAGE", "LD", "LDFLAGS", "LD_LIBRARY_PATH", "LD_PRELOAD",
    "LIBRARY_PATH", "LIBS", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "NM", "RANLIB",
  ]
}
