import ArgumentParser
import Foundation
import Runtime

/// Starts the bundled interpreter with exactly what it is granted.
struct PythonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "python",
    abstract: "Run Python with nothing but the granted descriptors.",
    usage: """
      fdport python [options] GRANTS.yaml
      fdport python [options] [grants] -c TEXT [-- arguments]
      fdport python [options] [grants] -m MODULE [-- arguments]
      fdport python [options] [grants] SCRIPT.py [-- arguments]
      """,
    discussion: """
      GRANTS.yaml is a grants file (fdport run --help) without a program, whose argument says what \
      runs:

        argument:
          command: |
            import sys
            print("Hello World", file=sys.argdata["greeting"])
          args:
            greeting: !file { path: hello.txt, rights: write, create: true }

      The keys of the argument: one of `command`, `module` and `script` (a grant, or a list of a \
      granted directory and a name in it); `path`, a list of places in front of the standard library in \
      sys.path; `args`, which becomes sys.argdata; `argv`, which becomes sys.argv; and some more that \
      docs/python.md lists. Descriptors 0 to 2 are granted like all others: without \
      `2: !stderr inherit` nobody sees a traceback.

      For small cases the same without a file:

        fdport python --stdio -c 'print("Hello World")'
        fdport python --stdio --dir data=./data:rw script.py -- more arguments

      sys.path has no directory of the caller's then but those of --path. sys.grants tells the number \
      of each named grant, /dev/fd/NUMBER its path.

      The interpreter that was installed with fdport is used, else one that is built by \
      recipes/python.yaml and kept in the cache.

      Exit status: Python's own; 125 if fdport failed, 126 and 127 as of fdport run.
      """)

  @Argument(help: "A grants file (.yaml, .yml), or a script.", completion: .file())
  var file: String?

  @Argument(parsing: .postTerminator, help: "sys.argv behind its first element.")
  var arguments: [String] = []

  @Option(name: .customShort("c"), help: ArgumentHelp("Run this text.", valueName: "text"))
  var command: String?

  @Option(name: .customShort("m"), help: ArgumentHelp("Run this module.", valueName: "module"))
  var module: String?

  @Option(
    name: .customLong("path"),
    help: ArgumentHelp(
      "Grant a directory, or a zip file, and put it in front of sys.path.", valueName: "path"),
    completion: .file())
  var path: [String] = []

  @Option(
    help: ArgumentHelp("The interpreter's version, as 3.11.2.", valueName: "version"))
  var python: String?

  @Option(
    help: ArgumentHelp(
      "Use the interpreter in this directory, which holds `bin` and `lib`.", valueName: "directory"),
    completion: .directory)
  var interpreter: String?

  @OptionGroup(title: "Grants without a file")
  var grants: GrantOptions

  @OptionGroup(title: "Refusals")
  var refusals: DenialOptions

  @OptionGroup var project: ProjectOptions

  private var isGrantsFile: Bool {
    file.map { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") } ?? false
  }

  func validate() throws {
    let said = [command != nil, module != nil, file != nil].filter { $0 }.count
    guard said == 1 else {
      throw ValidationError(
        said == 0
          ? "nothing to run: name a grants file, -c TEXT, -m MODULE or a script"
          : "only one of a grants file, -c TEXT, -m MODULE and a script can be run")
    }
    if isGrantsFile, grants.areSaid || !path.isEmpty || !arguments.isEmpty {
      throw ValidationError(
        "grants, --path and arguments are said in the file (argument.path, argument.argv)")
    }
    guard refusals.learn == nil else {
      throw ValidationError("--learn watches a program of the machine: use `fdport run --learn`")
    }
    guard python == nil || interpreter == nil else {
      throw ValidationError("--python and --interpreter both choose an interpreter; give one")
    }
  }

  func run() async throws {
    let start = ProgramStart(command: "python")
    let interpreter: Interpreter
    do {
      interpreter = try await chosenInterpreter()
    } catch let error as RuntimeError {
      start.report(error)
      throw ExitCode(error.exitStatus)
    } catch {
      StandardError.write("fdport python: \(error)\n")
      throw ExitCode(125)
    }
    let failure = start.failure { () throws(RuntimeError) in
      let grants = try readGrants(interpreter)
      try start.start(
        grants, launcher: try Launcher.path(),
        watch: try refusals.watch(program: grants.programPath))
    }
    if let failure { throw ExitCode(failure) }
  }

  private func chosenInterpreter() async throws -> Interpreter {
    if let interpreter { return try Interpreter(at: interpreter) }
    if let installed = Interpreter(installed: python) { return installed }
    return try await Interpreter(version: python, options: project)
  }

  private func readGrants(_ interpreter: Interpreter) throws(RuntimeError) -> Grants {
    guard let file, isGrantsFile else {
      var said = grants.grants(directory: nil, command: [interpreter.program])
      said.argument = argument(interpreter)
      return try said.read()
    }
    return try GrantsReader(
      file: file,
      replacements: GrantsReader.Replacements(
        program: interpreter.program, supplied: interpreter.library)
    ).read()
  }

  /// What the interpreter is told without a file. A command line has an argv, as everywhere.
  private func argument(_ interpreter: Interpreter) -> [(key: String, value: SaidValue)] {
    var argument: [(key: String, value: SaidValue)] = []
    var name = ""
    if let command {
      name = "-c"
      argument.append(("command", .text(command)))
    } else if let module {
      name = "-m"
      argument.append(("module", .text(module)))
    } else if let file {
      name = file
      argument.append(("script", .file(file)))
    }
    argument.append(("argv", .list(([name] + arguments).map { .text($0) })))
    if !path.isEmpty {
      argument.append(("path", .list(path.map(Self.place))))
    }
    argument.append((SuppliedDirectory.pythonLibrary, .directory(interpreter.directory)))
    return argument
  }

  private static func place(_ path: String) -> SaidValue {
    var isDirectory: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    return isThere && !isDirectory.boolValue ? .file(path) : .directory(path)
  }
}
