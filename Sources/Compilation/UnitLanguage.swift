/// The language of a unit, by the last `-x` of its command or by its file's name.
///
/// GCC manual, 3.2: which suffix stands for what; clang adds to it.
package enum UnitLanguage: Hashable, Sendable {
  case c
  case cPlusPlus
  /// Another, with its name for messages.
  case other(String)

  /// Nil for a suffix that stands for no language.
  package init?(suffix: String) {
    switch suffix {
    case "c", "i", "h": self = .c
    case "cc", "cp", "cxx", "cpp", "CPP", "c++", "C", "ii", "hh", "H", "hp", "hxx", "hpp", "HPP",
      "h++", "tcc", "cppm", "ixx":
      self = .cPlusPlus
    case "s", "S", "sx", "asm": self = .other("assembly")
    case "m", "mi": self = .other("Objective-C")
    case "mm", "M", "mii": self = .other("Objective-C++")
    case "cu", "cui": self = .other("CUDA")
    case "hip": self = .other("HIP")
    case "cl", "clcpp": self = .other("OpenCL")
    case "f", "for", "ftn", "F", "FOR", "fpp", "FPP", "FTN", "f90", "f95", "f03", "f08", "F90",
      "F95", "F03", "F08":
      self = .other("Fortran")
    case "ads", "adb": self = .other("Ada")
    case "d", "di": self = .other("D")
    case "go": self = .other("Go")
    case "rs": self = .other("Rust")
    case "swift": self = .other("Swift")
    case "ll", "bc": self = .other("LLVM's intermediate language")
    default: return nil
    }
  }

  /// What `-x` names; nil for `none`, which leaves it to the suffix.
  init?(option value: String) {
    switch value {
    case "none": return nil
    case "c", "c-header", "cpp-output", "c-cpp-output": self = .c
    case _ where value.hasPrefix("c++"): self = .cPlusPlus
    case _ where value.hasPrefix("assembler"): self = .other("assembly")
    case _ where value.hasPrefix("objective-c++"): self = .other("Objective-C++")
    case _ where value.hasPrefix("objective-c"): self = .other("Objective-C")
    case "cu", "cuda": self = .other("CUDA")
    case _ where value.hasPrefix("f77") || value.hasPrefix("f95"): self = .other("Fortran")
    default: self = .other(value)
    }
  }

  /// The part of the file's name behind its last dot.
  package static func suffix(of file: String) -> String? {
    let name = file.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return String(name[name.index(after: dot)...])
  }
}

extension CompileCommand {
  /// Nil if neither an option nor the file's name tells.
  package var language: UnitLanguage? {
    let words = decidingWords
    for (index, word) in words.enumerated().reversed() where word.hasPrefix("-x") {
      let value = word == "-x" ? words.dropFirst(index + 1).first : String(word.dropFirst(2))
      if let language = UnitLanguage(option: value ?? "none") { return language }
    }
    guard let suffix = UnitLanguage.suffix(of: file) else { return nil }
    let language = UnitLanguage(suffix: suffix)
    return language == .c && CompilerName(compiler).isForCPlusPlus ? .cPlusPlus : language
  }

  /// Why the unit is not analysed at all; nil if it is to be.
  package var reasonToSkip: String? {
    if CompilerName(compiler).isMicrosoft {
      return
        "compiled for Windows by '\(CompilerLauncher.name(of: compiler))', whose C library is another"
    }
    switch language {
    case .c, .cPlusPlus: return nil
    case .other(let name):
      return name == "assembly"
        ? "assembly, which is not analysed: look at its system calls yourself"
        : "\(name), which is not analysed: fdport reads C and C++"
    case nil:
      let suffix = UnitLanguage.suffix(of: file).map { "." + $0 }
      return "not C or C++: \(suffix ?? "no suffix")"
    }
  }
}
