import Installation
import Runtime

/// `fdport python FILE.yaml`, without options, by the interpreter that was installed with fdport.
struct PlainPython {
  let grants: String
  let interpreter: InstalledPython

  /// Nil for anything else, and where the interpreter has to be built: `fdport-commands` does that.
  init?(_ arguments: [String]) {
    guard arguments.count == 2, arguments[0] == "python", !arguments[1].hasPrefix("-"),
      arguments[1].hasSuffix(".yaml") || arguments[1].hasSuffix(".yml"),
      let interpreter = InstalledPython.find()
    else { return nil }
    grants = arguments[1]
    self.interpreter = interpreter
  }

  /// Replaces this process by the interpreter; returns the exit status if it cannot.
  func run() -> Int32 {
    let start = ProgramStart(command: "python")
    let failure = start.failure { () throws(RuntimeError) in
      let reader = GrantsReader(
        file: grants,
        replacements: GrantsReader.Replacements(
          program: interpreter.program,
          supplied: SuppliedDirectory(
            key: SuppliedDirectory.pythonLibrary, path: interpreter.directory)))
      try start.start(try reader.read(), launcher: try Launcher.path())
    }
    return failure ?? 0
  }
}
