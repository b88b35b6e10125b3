import Runtime

/// `fdport run FILE [-- ARGUMENTS]`, without options: what stands in front of ported programs.
///
/// The parser of arguments takes longer than all else that such a start does, as it builds every command's
/// options by reflection; what has no option needs no parser.
struct PlainRun {
  let grants: String
  let extraArguments: [String]

  /// Nil for anything else, which the parser then reads.
  init?(_ arguments: [String]) {
    guard arguments.count >= 2, arguments[0] == "run", !arguments[1].hasPrefix("-"),
      !arguments[1].isEmpty
    else { return nil }
    guard arguments.count == 2 || arguments[2] == "--" else { return nil }
    grants = arguments[1]
    extraArguments = Array(arguments.dropFirst(3))
  }

  func run() throws {
    let start = ProgramStart()
    try start.reporting { () throws(RuntimeError) in
      let launcher = try Launcher.path()
      let reader = GrantsReader(
        file: grants, replacements: GrantsReader.Replacements(extraArguments: extraArguments))
      try start.start(try reader.read(), launcher: launcher)
    }
  }
}
