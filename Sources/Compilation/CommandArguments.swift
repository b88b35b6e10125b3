/// The argument lists that fdport makes from a compile command. None of them writes into the
/// user's tree.
extension CompileCommand {
  /// The compiler as the command names it, without a cache or a distributor before it.
  package var compiler: String {
    CompilerLauncher.removed(from: arguments).first ?? "cc"
  }

  /// The files of further arguments that the command still reads: `@file`. See
  /// ``expanded(reading:)``.
  package var responseFiles: [String] {
    arguments.dropFirst().filter { $0.hasPrefix("@") }.map { String($0.dropFirst()) }
  }

  /// The object file that the command writes, absolute; as cc does, `a.o` in the directory if the
  /// command names none.
  package var output: String {
    var named: String?
    for (index, argument) in arguments.enumerated() where argument.hasPrefix("-o") {
      named =
        argument == "-o" ? arguments.dropFirst(index + 1).first : String(argument.dropFirst(2))
    }
    let source = file.split(separator: "/").last ?? ""
    let stem = source.lastIndex(of: ".").map { source[..<$0] } ?? source
    return AbsolutePath.of(named ?? "\(stem).o", in: directory)
  }

  /// For libclang: what decides how the text is read, and nothing that writes or links. The main
  /// file is left out, since libclang gets it by itself.
  package var analysisArguments: [String] {
    // gcc 12 only warns of an implicit declaration; clang 16 and later refuse it by default.
    let lenient = [
      "-w", "-Wno-error", "-Wno-error=implicit-function-declaration", "-Wno-error=implicit-int",
      "-Wno-error=int-conversion", "-Wno-error=incompatible-function-pointer-types",
      "-Wno-error=return-mismatch",
    ]
    // _FORTIFY_SOURCE puts wrappers of the C library's headers between a call and its name, and where
    // __OPTIMIZE__ is defined glibc's <libintl.h> makes gettext() a macro around dcgettext().
    return decidingWords + spokenByTheName
      + ["-O0", "-U_FORTIFY_SOURCE", "-working-directory=\(directory)"] + lenient
  }

  /// The same without what names another machine or compiler, for a libclang that does not know it; and
  /// what was left out.
  package var hostAnalysisArguments: (kept: [String], leftOut: [String]) {
    var kept: [String] = []
    var leftOut: [String] = []
    var rest = analysisArguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "-target": leftOut += [word] + (rest.popFirst().map { [$0] } ?? [])
      case _
      where ["-m", "--target=", "-std=", "--std=", "-fsanitize"].contains(where: word.hasPrefix):
        leftOut.append(word)
      default:
        kept.append(word)
        // The value of `-D` may look like an option.
        if CompilerOption.takesNextWord(word), let value = rest.popFirst() { kept.append(value) }
      }
    }
    return (kept, leftOut)
  }

  /// For ``compiler``: the object that law 1 compares with the audit. No call may be optimised
  /// away or turned into another, hence -O0 and -fno-builtin, and none hidden by -flto. Debugging
  /// information tells the line of each; of version 4, since binutils 2.40 takes the second file of
  /// version 5's table for the first.
  package func truthArguments(output: String) -> [String] {
    let unoptimised = ["-O0", "-fno-builtin", "-fno-lto", "-U_FORTIFY_SOURCE", "-gdwarf-4"]
    return decidingWords + unoptimised + ["-w", "-c", file, "-o", output]
  }

  /// For ``compiler``: prints the preprocessed tokens, without line markers, to standard output.
  package var preprocessArguments: [String] {
    decidingWords + ["-w", "-E", "-P", file]
  }

  /// See ``DecidingWords``.
  var decidingWords: [String] {
    DecidingWords.of(CompilerLauncher.removed(from: arguments).dropFirst())
  }

  /// What the compiler's name says and libclang, which is always named clang, must be told.
  private var spokenByTheName: [String] {
    let name = CompilerName(compiler)
    let words = decidingWords
    var spoken: [String] = []
    let hasTarget = words.contains { $0 == "-target" || $0.hasPrefix("--target=") }
    if let target = name.target, !hasTarget {
      spoken.append("--target=\(target)")
    }
    let suffix = UnitLanguage.suffix(of: file)
    if name.isForCPlusPlus, !words.contains(where: { $0.hasPrefix("-x") }) {
      switch suffix {
      case "c", "h": spoken += ["-x", "c++"]
      case "i": spoken += ["-x", "c++-cpp-output"]
      default: break
      }
    }
    return spoken
  }
}
