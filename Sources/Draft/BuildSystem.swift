/// What builds a project, as far as the names of its files tell.
package enum BuildSystem: String, CaseIterable, Sendable {
  case autoconf
  case cmake = "CMake"
  case meson = "Meson"
  case make

  /// The file at the top of the tree that says so.
  package var candidates: [String] {
    switch self {
    case .autoconf: ["configure.ac", "configure.in"]
    case .cmake: ["CMakeLists.txt"]
    case .meson: ["meson.build"]
    case .make: ["GNUmakefile", "makefile", "Makefile"]
    }
  }

  /// Those of a tree with the file of each, the one that a recipe should use first.
  package static func found(
    in paths: Set<String>
  ) -> [(system: BuildSystem, file: String)] {
    allCases.compactMap { system in
      system.candidates.first(where: paths.contains).map { (system, $0) }
    }
  }
}
