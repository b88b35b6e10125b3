/// What stands before the compiler in a command: a cache, a distributor of compilations, libtool.
enum CompilerLauncher {
  private static let names: Set<String> = [
    "buildcache", "ccache", "cmake", "distcc", "env", "fastbuild", "glibtool", "gomacc", "icecc",
    "ionice", "libtool", "nice", "pump", "rewrapper", "sccache", "time",
  ]

  /// The command from its compiler on; all of it if nothing is known to stand before that.
  static func removed(from words: [String]) -> ArraySlice<String> {
    var rest = words[...]
    while let first = rest.first, names.contains(CompilerLauncher.name(of: first)) {
      rest = rest.dropFirst()
      // `cmake -E __run_co_compile --launcher=ccache --source=a.c -- cc -c a.c`
      if name(of: first) == "cmake", let end = rest.firstIndex(of: "--") {
        rest = rest[(end + 1)...]
        continue
      }
      rest = withoutSettings(rest)
    }
    return rest.isEmpty ? words[...] : rest
  }

  /// The program's name without its directory.
  static func name(of program: String) -> String {
    String(program.split(separator: "/").last ?? "")
  }

  /// Options of the launcher and what it is to set: `CCACHE_DIR=/c` for env(1) and ccache,
  /// `-n 10` for nice(1), `-E env` for CMake.
  private static func withoutSettings(_ words: ArraySlice<String>) -> ArraySlice<String> {
    var rest = words
    while let word = rest.first, word.hasPrefix("-") || word.contains("=") {
      rest = rest.dropFirst()
      if ["-n", "-c", "-u", "-E"].contains(word) { rest = rest.dropFirst() }
    }
    return rest
  }
}
