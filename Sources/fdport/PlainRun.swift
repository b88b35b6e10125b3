import Runtime

/// `fdport run FILE [-- ARGUMENTS]`, without options: what stands in front of ported programs.
struct PlainRun {
  let grants: String
  let extraArguments: [String]

  /// Nil for anything else, which the parser of `fdport-commands` then reads.
  init?(_ arguments: [String]) {
    guard arguments.count >= 2, arguments[0] == "run", !arguments[1].hasPrefix("-"),
      !arguments[1].isEmpty
    else { return nil }
    guard arguments.count == 2 || arguments[2] == "--" else { return nil }
    grants = arguments[1]
    extraArguments = Array(arguments.dropFirst(3))
  }

  /// Replaces this process by the program; returns the exit status if it cannot.
  func run() -> Int32 {
    let start = ProgramStart()
    let failure = start.failure { () throws(RuntimeError) in
      let launcher = try Launcher.path()
      let reader = GrantsReader(
        file: grants, replacements: GrantsReader.Replacements(extraArguments: extraArguments))
      try start.start(try reader.read(), launcher: launcher)
    }
    return failure ?? 0
  }
}
