import ArgumentParser
import Foundation
import Runtime

/// Starts one static program with exactly the descriptors of a grants file.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a static program with nothing but the granted descriptors.",
    usage: """
      fdport run [options] GRANTS.yaml [-- more arguments]
      fdport run [options] [grants] -- PROGRAM [arguments]
      """,
    discussion: """
      GRANTS.yaml names the program, its arguments and environment, and its descriptors:

        program: ./lua
        arguments: [lua, /dev/fd/3/main.lua]
        environment: {}
        descriptors:
          1: !stdout inherit
          3: !dir { path: ./scripts, rights: read }
          4: !dir { path: ./out, rights: [read, list, write, create, delete] }
          5: !file { path: notes.txt, rights: read }
          log: !log { path: run.log, create: true }
          http: !socket { listen: 127.0.0.1:8080 }
        argument:
          greeting: hello
          data: !dir ./data

      Relative paths start at the file's directory; symbolic links on the way are refused unless a \
      grant says `follow: true`. Descriptors 0 to 2 are the null device if they are not granted. \
      With `argument` the program also gets that tree as JSON, in which leaves with a tag are \
      descriptors. docs/grants.md describes every tag.

      For small cases the same without a file, where names get numbers from 3 in the order --listen, \
      --connect, --dir, --file, --log, --fd, and a number may stand in place of a name:

        fdport run --stdio --dir data=./in --dir out=./o:rw -- ./prog args
        fdport run --stderr --listen http=127.0.0.1:8080 --listen-fds -- ./server

      Grants in a file and on the command line are not mixed.

      Exit status: the program's own; 125 if fdport failed, 126 if the program cannot be run, 127 if \
      there is none. A status descriptor tells these from the program's: it gets the line `started`, \
      or `failed STATUS REASON`; before it, for each port that was chosen, `listening NAME ADDRESS`, and \
      `brokered PIECE` where the kernel lacks that piece and the broker opens every file.
      """)

  @Argument(help: "The grants file.", completion: .file(extensions: ["yaml", "yml"]))
  var grants: String?

  @Argument(
    parsing: .postTerminator,
    help: "More arguments for the file's program; without a file, the program and its arguments.")
  var extraArguments: [String] = []

  @Option(
    help: ArgumentHelp("Run this program instead of the file's.", valueName: "path"),
    completion: .file())
  var program: String?

  @Option(
    help: "Where relative paths start, instead of the grants file's directory.",
    completion: .directory)
  var directory: String?

  @Option(help: ArgumentHelp("A descriptor for a machine-readable account.", valueName: "number"))
  var statusFd: Int32?

  @Flag(help: "Print what is enforced by what on this kernel, check the grants, and run nothing.")
  var explain = false

  @Flag(
    help:
      "Let the broker open and examine every file, as it does on kernels that lack a piece; slower."
  )
  var brokered = false

  @Option(
    help: ArgumentHelp(
      "Check the grants once and write a plan, a file that starts the program when it is executed, without "
        + "fdport and faster; run nothing.", valueName: "file"),
    completion: .file())
  var planOut: String?

  @OptionGroup(title: "Refusals")
  var refusals: DenialOptions

  @OptionGroup(title: "Grants without a file")
  var options: GrantOptions

  func validate() throws {
    if grants != nil, options.areSaid {
      throw ValidationError("grants are said in a file or on the command line, not in both")
    }
    if grants == nil {
      guard !extraArguments.isEmpty || (explain && !options.areSaid) else {
        throw ValidationError(
          options.areSaid
            ? "no program: name it behind `--`, with its arguments"
            : "Missing expected argument '<grants>'")
      }
      guard program == nil else {
        throw ValidationError("--program is for a grants file: name the program behind `--`")
      }
    }
    guard let statusFd else { return }
    guard statusFd > 2, fcntl(statusFd, F_GETFD) != -1 else {
      throw ValidationError("--status-fd \(statusFd) is not an open descriptor above 2")
    }
  }

  private var start: ProgramStart { ProgramStart(statusFd: statusFd, isBrokered: brokered) }

  func run() throws {
    if explain {
      do {
        try StandardOutput.write(Enforcement.onThisKernel.text)
      } catch {
        start.report(.system(error.description))
        throw ExitCode(125)
      }
    }
    guard grants != nil || !extraArguments.isEmpty else { return }
    let failure = start.failure { () throws(RuntimeError) in
      let launcher = try Launcher.path()
      if let draft = refusals.learn { return try learn(draft, launcher: launcher) }
      let grants = try readGrants()
      if let planOut {
        return try PlanFile(grants, launcher: launcher, path: planOut, isBrokered: brokered)
          .write(to: planOut)
      }
      if explain { return try Launch.check(grants, status: statusFd) }
      try start.start(
        grants, launcher: launcher, watch: try refusals.watch(program: grants.programPath))
    }
    if let failure { throw ExitCode(failure) }
  }

  /// The program as a shell would start it, but watched.
  private func learn(_ draft: String, launcher: String) throws(RuntimeError) {
    guard grants == nil, !options.areSaid else {
      throw .system("--learn takes no grants: name the program behind `--`")
    }
    guard !FileManager.default.fileExists(atPath: draft) else {
      throw .system("\(draft) exists: --learn writes a new file")
    }
    var command = CommandLineGrants()
    command.streams = [0, 1, 2]
    command.environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    command.command = extraArguments
    command.directory = FileManager.default.currentDirectoryPath
    let grants = try command.read()
    let watch = try refusals.learningWatch(
      program: grants.programPath, arguments: extraArguments, to: draft)
    try start.start(grants, launcher: launcher, watch: watch)
  }

  private func readGrants() throws(RuntimeError) -> Grants {
    guard let grants else {
      return try options.grants(directory: directory, command: extraArguments).read()
    }
    return try GrantsReader(
      file: grants,
      replacements: GrantsReader.Replacements(
        directory: directory, program: program, extraArguments: extraArguments)
    ).read()
  }
}
