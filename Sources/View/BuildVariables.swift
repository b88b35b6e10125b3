/// The variables that tell a build of any kind about a view, and about the prefix that libraries for
/// it are installed into.
///
/// autoconf, make, CMake and pkg-config read theirs from the environment; Meson is given its cross
/// file by name (`meson setup --cross-file "$MESON_CROSS_FILE"`).
package struct BuildVariables: Hashable, Sendable {
  package struct Pair: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  package let pairs: [Pair]
  /// What goes in front of PATH: Meson's cross file names the view's programs without directory.
  package let programs: String

  /// For a build by fdport itself, which installs nothing and quotes for itself.
  init(_ view: View) {
    self.init(view, installed: nil)
  }

  /// For a shell, make and configure, which cannot hold every path.
  package init(_ view: View, prefix: InstallPrefix?) throws(ViewError) {
    try InstallPrefix.checkLetters(view.directory)
    self.init(view, installed: prefix?.path)
  }

  private init(_ view: View, installed: String?) {
    programs = view.directory + "/bin"
    let packages = (installed.map { [$0 + "/lib/pkgconfig", $0 + "/share/pkgconfig"] } ?? [])
    let own = Self.pairs(view, packages: packages + [view.directory + "/lib/pkgconfig"])
    pairs = own + (installed.map(Self.pairs(prefix:)) ?? [])
  }

  package var byName: [String: String] {
    Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.value) })
  }

  private static func pairs(prefix: String) -> [Pair] {
    [
      Pair(name: InstallPrefix.variable, value: prefix), Pair(name: "PREFIX", value: prefix),
      Pair(name: "CPPFLAGS", value: "-I\(prefix)/include"),
      Pair(name: "LDFLAGS", value: "-L\(prefix)/lib"),
    ]
  }

  private static func pairs(_ view: View, packages: [String]) -> [Pair] {
    let share = view.directory + "/share/"
    return [
      Pair(name: "CC", value: view.compiler), Pair(name: "CXX", value: view.cPlusPlusCompiler),
      Pair(name: "AR", value: view.archiver), Pair(name: "RANLIB", value: "ranlib"),
      Pair(name: "HOST", value: view.contents.machine),
      Pair(name: "CONFIG_SITE", value: share + ViewTexts.Name.site),
      Pair(name: "CMAKE_TOOLCHAIN_FILE", value: share + ViewTexts.Name.toolchain),
      Pair(name: "MESON_CROSS_FILE", value: share + ViewTexts.Name.crossFile),
      Pair(name: "PKG_CONFIG", value: view.directory + "/bin/" + ViewTexts.Name.packageConfig),
      // For whoever calls pkg-config itself: no package of the host is found.
      Pair(name: "PKG_CONFIG_LIBDIR", value: packages.joined(separator: ":")),
      Pair(name: "PKG_CONFIG_PATH", value: ""),
    ]
  }

  /// For `eval` of a POSIX shell: every value is one word, whatever stands in it.
  package var shellText: String {
    var lines = pairs.map { "export \($0.name)=\($0.value.shellQuoted)\n" }
    // An earlier answer may have named one.
    if !pairs.contains(where: { $0.name == InstallPrefix.variable }) {
      lines.append("unset \(InstallPrefix.variable)\n")
    }
    lines.append("export PATH=\(programs.shellQuoted):\"$PATH\"\n")
    return lines.joined()
  }
}
