import Compilation
import Lexing

/// What a unit's command says of where its texts come from.
struct UnitFlags {
  /// Searched for `#include "name"` only, then for both kinds; absolute.
  private(set) var quoted: [String] = []
  private(set) var angled: [String] = []
  /// `-include` and `-imacros`.
  private(set) var included: [String] = []
  /// `-D` and `-U` in their order, as the lines of a text that they stand for.
  private(set) var definitionLines = ""
  /// What else there is: with the same, the compiler has the same macros and looks in the same places.
  private(set) var settings: [String] = []
  /// What decides where the compiler's own directories are.
  private(set) var target: [String] = []
  /// All of it but `-D`, `-U` and what says how code is generated.
  private(set) var apart: [String] = []
  /// False if there is something in it that is not followed here; the unit is parsed then.
  private(set) var isUnderstood = true

  init(_ command: CompileCommand) {
    if UnitFlags.isOtherLanguage(command) { isUnderstood = false }
    var rest = command.analysisArguments[...]
    while let argument = rest.first {
      let all = rest
      rest = rest.dropFirst()
      read(argument, &rest, in: command.directory)
      if argument != "-w", !UnitFlags.beside.contains(where: argument.hasPrefix) {
        apart += all[..<rest.startIndex]
      }
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
      // clang's -include-pch: what is in such a header no text tells.
      if keep == .included && isJoined && value.hasPrefix("-") { isUnderstood = false }
      note(option, value, keep, in: directory)
      switch keep {
      case .quoted: quoted.append(AbsolutePath.joined(value, in: directory))
      case .angled: angled.append(AbsolutePath.joined(value, in: directory))
      case .included: included.append(value)
      case .definition, .nothing: break
      }
      return
    }
    // Directories are made absolute here, and some options define nothing.
    if !UnitFlags.idle.contains(where: argument.hasPrefix) { settings.append(argument) }
    if UnitFlags.targetOptions.contains(argument), let value = rest.popFirst() {
      settings.append(value)
      target += [argument, value]
    } else if UnitFlags.targetPrefixes.contains(where: argument.hasPrefix) {
      target.append(argument)
    } else if UnitFlags.valued.contains(argument) {
      if let value = rest.popFirst() { settings.append(value) }
    } else if UnitFlags.opaque.contains(where: argument.hasPrefix),
      !argument.hasPrefix("-working-directory")
    {
      isUnderstood = false
    }
  }

  private mutating func note(
    _ option: String, _ value: String, _ keep: Keep, in directory: String
  ) {
    let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    switch keep {
    case .quoted, .angled: settings += [option, AbsolutePath.joined(value, in: directory)]
    case .definition:
      definitionLines += "#define \(parts[0]) \(parts.count > 1 ? String(parts[1]) : "1")\n"
    case .nothing: definitionLines += "#undef \(value)\n"
    case .included: break
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
  private static let idle = [
    "-W", "-w", "-g", "-frandom-seed", "-ffile-prefix-map", "-fdebug-prefix-map",
    "-fmacro-prefix-map", "-working-directory",
  ]
  private static let beside = [
    "-D", "-U", "-W", "-g", "-frandom-seed", "-fdebug-prefix-map",
    "-fvisibility=", "-fwrapv", "-fno-wrapv", "-fstrict-overflow", "-fno-strict-overflow",
    "-fstrict-aliasing", "-fno-strict-aliasing", "-fomit-frame-pointer", "-fno-omit-frame-pointer",
    "-fsemantic-interposition", "-fno-semantic-interposition", "-ffunction-sections",
    "-fdata-sections", "-fcommon", "-fno-common",
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
    guard !definitionLines.isEmpty else { return [] }
    return TextSummarizer.summary(
      of: Array(definitionLines.utf8), isOfProject: true, interest: []
    ).macros
  }
}

extension AbsolutePath {
  /// `path` as seen from `directory`, as it is written: a `..` behind a link means what the kernel says.
  static func joined(_ path: String, in directory: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }
}
