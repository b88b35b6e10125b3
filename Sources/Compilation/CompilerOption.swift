/// What fdport knows of one argument of a compiler: whether its value is the next word, and whether it
/// decides how the text is read. Everything else is dropped.
///
/// A list of what is kept, and not of what is dropped: a user's tree is never written to, not even by a
/// flag in its compile commands, and every release of gcc and clang brings new flags that write, run a
/// plugin or read another file of flags.
///
/// GCC 12 manual, 3.2-3.19; `clang --help-hidden` of 21.
enum CompilerOption {
  /// Options whose value is the next word. `-I dir` and `-Idir` are both spelled in practice.
  private static let takingNextWord: Set<String> = [
    "--analyzer-output", "--config", "--param", "--serialize-diagnostics", "--sysroot", "-A", "-B",
    "-D", "-F", "-G", "-I", "-J", "-L", "-MF", "-MJ", "-MQ", "-MT", "-T", "-U", "-Xanalyzer",
    "-Xarch_device", "-Xarch_host", "-Xassembler", "-Xclangas", "-Xcuda-fatbinary", "-Xcuda-ptxas",
    "-Xlinker", "-Xoffload-linker", "-Xopenmp-target", "-arch", "-aux-info", "-b", "-cxx-isystem",
    "-dependency-dot", "-dependency-file", "-dsym-dir", "-dumpbase", "-dumpbase-ext", "-dumpdir",
    "-e", "-fdebug-compilation-dir", "-fmodules-user-build-path", "-framework",
    "-gen-cdb-fragment-path", "-header-include-file", "-iapinotes-modules", "-idirafter",
    "-iframework", "-iframeworkwithsysroot", "-imacros", "-imultiarch", "-imultilib", "-include",
    "-include-pch", "-index-store-path", "-index-unit-output-path", "-iprefix", "-iquote",
    "-isysroot", "-isystem", "-isystem-after", "-ivfsoverlay", "-iwithprefix",
    "-iwithprefixbefore", "-iwithsysroot", "-l", "-load", "-mllvm", "-mmlir", "-mthread-model",
    "-module-dependency-dir", "-o", "-object", "-plugin", "-resource-dir", "-rpath",
    "-serialize-diagnostics", "-soname", "-specs", "-split-dwarf-file", "-stdlib++-isystem",
    "-target", "-u", "-vfsoverlay", "-working-directory", "-wrapper", "-x", "-z",
  ]

  /// Whole words that decide how the text is read: the search for headers, macros, the language.
  private static let kept: Set<String> = [
    "--sysroot", "-cxx-isystem", "-idirafter", "-imacros", "-imultiarch", "-imultilib", "-include",
    "-iprefix", "-iquote", "-isysroot", "-isystem", "-isystem-after", "-iwithprefix",
    "-iwithprefixbefore", "-iwithsysroot", "-stdlib++-isystem", "-target",
    "-ansi", "-nobuiltininc", "-nostdinc", "-nostdinc++", "-nostdlibinc", "-pthread", "-pthreads",
    "-traditional", "-traditional-cpp", "-trigraphs", "-undef", "--ansi",
  ]

  /// The same with the value in the same word.
  private static let keptPrefixes = [
    "--gcc-install-dir=", "--gcc-toolchain=", "--sysroot=", "--target=", "-D", "-I", "-U",
    "-idirafter", "-imacros", "-include", "-iquote", "-isysroot", "-isystem", "-std=", "--std=",
    "-stdlib=", "-x",
  ]

  /// Words that a prefix above would take along, and that must not reach a compiler. clang refuses
  /// `-I-`, which gcc has deprecated.
  private static let dropped: Set<String> = ["-I-", "-include-pch", "-mllvm", "-mmlir"]

  static func takesNextWord(_ argument: String) -> Bool {
    takingNextWord.contains(argument)
  }

  /// True for what decides how the text is read.
  static func isKept(_ argument: String) -> Bool {
    guard !dropped.contains(argument) else { return false }
    if argument.hasPrefix("-f") { return LanguageFlag.isKnown(argument) }
    // Machine options say how large types are and which macros there are; none of them writes.
    if argument.hasPrefix("-m") { return true }
    return kept.contains(argument) || isLevel(argument)
      || keptPrefixes.contains { argument.hasPrefix($0) }
  }

  /// `-O`, `-O2`, `-Os`, `-Ofast` define macros; `-ObjC` is another thing.
  private static func isLevel(_ argument: String) -> Bool {
    guard argument.hasPrefix("-O") else { return false }
    let level = argument.dropFirst(2)
    return ["s", "g", "z", "fast"].contains(level) || level.allSatisfy(\.isNumber)
  }
}
