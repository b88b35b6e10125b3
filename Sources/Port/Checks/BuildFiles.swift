import Recipe

/// The files of a tree's build system.
struct BuildFiles {
  /// Every path of the tree.
  let paths: Set<String>
  /// The top configure.ac, if checks go there.
  let autoconf: String?
  /// The top CMakeLists.txt, if checks go there.
  let cmake: String?
  /// Configuration headers that are written by hand, for platforms without either.
  let written: [String]
  /// The functions about which those need no line.
  let answered: Set<String>
  /// Files that the plan's insertions change, which say what goes there.
  let overridden: Set<String>
  private(set) var bytes: [String: [UInt8]] = [:]

  init(paths: [String], plan: PortPlan, files: [String: [UInt8]] = [:]) {
    let known = Set(paths)
    self.paths = known
    let inserted = Set(
      plan.patches.flatMap(\.insertions).map(\.file) + (plan.descend?.insertions ?? []).map(\.file))
    func chosen(_ choice: PortPlan.Checks.File, _ candidates: [String]) -> String? {
      switch choice {
      case .none: nil
      case .path(let path): path
      case .automatic: candidates.first { known.contains($0) && !inserted.contains($0) }
      }
    }
    autoconf = chosen(plan.checks.autoconf, ["configure.ac", "configure.in"])
    cmake = chosen(plan.checks.cmake, ["CMakeLists.txt"])
    written = plan.checks.headers
    answered = plan.checks.answered
    overridden = inserted
    for path in wanted { bytes[path] = files[path] }
  }

  /// What has to be read: more than is looked at, as only the files themselves say which others they use.
  var wanted: [String] {
    let hasMain = autoconf != nil || cmake != nil
    let found = paths.filter { path in
      let name = path.split(separator: "/").last ?? ""
      if autoconf != nil, name.hasSuffix(".m4"), name != "aclocal.m4" { return true }
      if cmake != nil, name == "CMakeLists.txt" || name.hasSuffix(".cmake") { return true }
      return hasMain && Self.isTemplate(name)
    }
    return (found + written + [autoconf, cmake].compactMap { $0 }).sorted()
  }

  private static func isTemplate(_ name: Substring) -> Bool {
    [".h.in", ".hin", ".h-in", ".h.cmake", ".h.cmake.in", ".h.in.cmake", "config.in"]
      .contains { name.hasSuffix($0) }
  }
}
