import Compilation
import Lexing

/// What a unit's command says of where its texts come from.
struct UnitFlags {
  /// Searched for `#include "name"` only, then for both kinds; absolute.
  private(set) var quoted: [String] = []
  private(set) var angled: [String] = []
  /// `-include` and `-imacros`.
  private(set) var included: [String] = []
  /// `NAME`, `NAME=BODY`, `NAME(X)=BODY`.
  private(set) var definitions: [String] = []
  /// What decides where the compiler's own directories are.
  private(set) var target: [String] = []
  /// False if there is something in it that is not followed here; the unit is parsed then.
  private(set) var isUnderstood = true

  init(_ command: CompileCommand) {
    if UnitFlags.isOtherLanguage(command) { isUnderstood = false }
    var rest = command.analysisArguments[...]
    while let argument = rest.popFirst() {
      read(argument, &rest, in: command.directory)
    }
  }

  private mutating func read(
    _ argument: String, _ rest: inout ArraySlice<String>, in directory: String
  ) {
    for (option, keep) in UnitFlags.options where argument.hasPrefix(option) {
      let isJoined = argument.utf8.count > option.utf8.count
      let value = isJoined ? String(argument.dropFirst(option.utf8.count)) : rest.popFirst() ?? ""
      // `=` stands for the system root; `-I-` splits the list.
      if value.isEmpty || value.hasPrefix("=") || value == "-" { isUnderstood = false }
      switch keep {
      case .quoted: quoted.append(AbsolutePath.joined(value, in: directory))
      case .angled: angled.append(AbsolutePath.joined(value, in: directory))
      case .included: included.append(value)
      case .definition: definitions.append(value)
      case .nothing: break
      }
      return
    }
    if UnitFlags.targetOptions.contains(argument), let value = rest.popFirst() {
      target += [argument, value]
    } else if UnitFlags.targetPrefixes.contains(where: argument.hasPrefix) {
      target.append(argument)
    } else if UnitFlags.valued.contains(argument) {
      _ = rest.popFirst()
    } else if UnitFlags.opaque.contains(where: argument.hasPrefix),
      !argument.hasPrefix("-working-directory")
    {
      isUnderstood = false
    }
  }

  private enum Keep { case quoted, angled, included, definition, nothing }

  private static let options: [(String, Keep)] = [
    ("-I", .angled), ("-iquote", .quoted), ("-isystem", .angled), ("-idirafter", .angled),
    ("-include", .included), ("-imacros", .included), ("-D", .definition), ("-U", .nothing),
  ]
  private static let targetOptions: Set = ["-target", "-isysroot", "--sysroot", "-B", "-arch"]
  private static let targetPrefixes = [
    "--target=", "--sysroot=", "--gcc-toolchain=", "-B", "-m", "-nostd", "-resource-dir",
    "-nobuiltininc", "-stdlib=",
  ]
  private static let valued: Set = ["--param", "-A", "-G"]
  /// Anything else that may add a directory, a text or a macro.
  private static let opaque = ["-i", "--", "-F", "-Wp,", "-x", "-X", "@"]

  /// Names and rules of C++ are another matter: it is always parsed.
  private static func isOtherLanguage(_ command: CompileCommand) -> Bool {
    let name = command.compiler.split(separator: "/").last ?? ""
    return name.contains("++") || !(command.file.hasSuffix(".c") || command.file.hasSuffix(".i"))
  }
}

extension UnitFlags {
  /// The macros of the command line, read as if they were written in a text.
  var definitionMacros: [MacroSummary] {
    let lines = definitions.map { definition in
      let parts = definition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return "#define \(parts[0]) \(parts.count > 1 ? String(parts[1]) : "1")\n"
    }
    guard !lines.isEmpty else { return [] }
    return TextSummarizer.summary(of: Array(lines.joined().utf8), isOfProject: true, interest: [])
      .macros
  }
}

extension AbsolutePath {
  /// `path` as seen from `directory`, as it is written: a `..` behind a link means what the kernel says.
  static func joined(_ path: String, in directory: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }
}
