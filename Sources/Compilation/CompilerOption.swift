/// What fdport knows of one argument of a compiler: whether it takes the next word, and what it
/// makes the compiler do beside translating.
///
/// GCC 12 manual, 3.2-3.13; clang's own where they differ.
struct CompilerOption {
  /// Options whose value is the next word. `-I dir` and `-Idir` are both spelled in practice.
  private static let takingNextWord: Set<String> = [
    "-o", "-I", "-D", "-U", "-L", "-l", "-T", "-u", "-z", "-e", "-A", "-B", "-x", "-MF", "-MT",
    "-MQ", "-MJ", "-include", "-imacros", "-isystem", "-idirafter", "-iquote", "-iprefix",
    "-iwithprefix", "-iwithprefixbefore", "-isysroot", "-imultilib", "--sysroot", "-aux-info",
    "-dumpbase", "-dumpbase-ext", "-dumpdir", "-wrapper", "-Xclang", "-Xlinker", "-Xassembler",
    "-Xpreprocessor", "-target", "--param", "-arch", "-framework", "-index-store-path",
    "-serialize-diagnostics", "--serialize-diagnostics", "-working-directory", "-include-pch",
    "-rpath", "-soname", "-mllvm", "-G",
  ]

  /// Whole arguments that write a file, link, print something else, or only steer messages.
  private static let dropped: Set<String> = [
    "-c", "-S", "-E", "-P", "-C", "-CC", "-o", "-M", "-MM", "-MD", "-MMD", "-MG", "-MP", "-MF",
    "-MT", "-MQ", "-MJ", "-L", "-l", "-T", "-u", "-z", "-e", "-aux-info", "-dumpbase",
    "-dumpbase-ext", "-dumpdir", "-wrapper", "-Xclang", "-Xlinker", "-Xassembler", "-Xpreprocessor",
    "-index-store-path", "-serialize-diagnostics", "--serialize-diagnostics", "-working-directory",
    "-rpath", "-soname", "-framework", "-mllvm", "-include-pch", "--coverage", "-coverage",
    "-ftest-coverage", "-fprofile-arcs", "-fprofile-generate", "-gsplit-dwarf", "-fstack-usage",
    "-fopt-info", "-pipe", "-shared", "-static", "-static-pie", "-static-libgcc", "-shared-libgcc",
    "-rdynamic", "-pie", "-no-pie", "-s", "-r", "-nostdlib", "-nodefaultlibs", "-nostartfiles",
    "-###", "-v", "-H", "-Q", "-fsyntax-only", "-emit-llvm", "-emit-ast", "-fanalyzer",
    "-fsave-optimization-record", "-ftime-trace", "-ftime-report", "-fmem-report", "-Werror",
    "-pedantic-errors",
  ]

  private static let droppedPrefixes = [
    "-o", "-MF", "-MT", "-MQ", "-MJ", "-L", "-l", "-Wl,", "-Wa,", "-save-temps", "--save-temps",
    "-fplugin", "-fpass-plugin", "-fdump", "-dump", "-flto", "-fno-lto", "-fuse-ld",
    "-fprofile-generate=", "-fprofile-dir", "-fprofile-update", "-fprofile-use", "-fauto-profile",
    "-fcs-profile", "-fopt-info-", "-fcallgraph-info", "-fdiagnostics-", "-ftime-trace=",
    "-foptimization-record", "-frecord-gcc-switches", "-print-", "--print-", "-specs", "-Werror=",
    "-Wfatal-errors", "-fmodules", "-fmodule-", "-fpch-", "-fgo-dump", "-ftime-report-",
  ]

  /// Preprocessor options that write, hidden behind `-Wp,`.
  private static func writesThroughPreprocessor(_ argument: String) -> Bool {
    guard argument.hasPrefix("-Wp,") else { return false }
    return argument.split(separator: ",").dropFirst().contains {
      $0.hasPrefix("-M") || $0.hasPrefix("-d") || $0.hasPrefix("-o")
    }
  }

  /// `-dM`, `-dD`, `-dI`, `-dN`, `-dU`, `-da` ...: prints or dumps.
  private static func isDump(_ argument: String) -> Bool {
    argument.hasPrefix("-d") && !argument.hasPrefix("-dumb") && argument != "-d"
  }

  static func takesNextWord(_ argument: String) -> Bool {
    takingNextWord.contains(argument)
  }

  /// True for what must not reach a compiler that fdport starts: a user's tree is never written
  /// to, not even by a flag in its compile commands.
  static func isDropped(_ argument: String) -> Bool {
    dropped.contains(argument)
      || droppedPrefixes.contains { argument.hasPrefix($0) }
      || writesThroughPreprocessor(argument)
      || isDump(argument)
  }
}
