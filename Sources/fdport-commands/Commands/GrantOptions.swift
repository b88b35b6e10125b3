import ArgumentParser
import Runtime

/// The options by which `fdport run` is told its grants without a file.
struct GrantOptions: ParsableArguments {
  @Option(
    name: .customLong("dir"),
    help: ArgumentHelp(
      "Grant a directory. RIGHTS: ro (the default), rw, all, or of read, write, create, delete, list "
        + "with commas.",
      valueName: "name=path[:rights]"))
  var directories: [String] = []

  @Option(
    name: .customLong("file"),
    help: ArgumentHelp(
      "Grant a file. RIGHTS: ro (the default), wo, rw; with `,create`, `,truncate`.",
      valueName: "name=path[:rights]"))
  var files: [String] = []

  @Option(
    name: .customLong("log"),
    help: ArgumentHelp(
      "Grant a pipe that is drained into a file, at its end.", valueName: "name=path[:create]"))
  var logs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Grant a socket that listens on 127.0.0.1:8080, [::1]:8080 or unix:PATH; port 0 is chosen and "
        + "told.", valueName: "name=address"))
  var listen: [String] = []

  @Option(help: ArgumentHelp("Grant a socket that is connected.", valueName: "name=address"))
  var connect: [String] = []

  @Option(
    name: .customLong("fd"),
    help: ArgumentHelp(
      "Grant a descriptor that this command was started with.", valueName: "name=number"))
  var held: [String] = []

  @Flag(help: "Grant this command's own standard input.")
  var stdin = false

  @Flag(help: "Grant this command's own standard output.")
  var stdout = false

  @Flag(help: "Grant this command's own standard error.")
  var stderr = false

  @Flag(help: "Grant all three standard streams; without a word of them they are the null device.")
  var stdio = false

  @Option(
    name: .customLong("env"),
    help: ArgumentHelp(
      "Set a variable of the environment, which is empty otherwise.", valueName: "name=value"))
  var environment: [String] = []

  @Flag(help: "Tell the program of its descriptors by LISTEN_FDS and its like, sd_listen_fds(3).")
  var listenFds = false

  @Option(
    help: ArgumentHelp(
      "Let relative paths start at this granted directory, in programs of the sealed C library.",
      valueName: "name"))
  var workingDirectory: String?

  /// Whether any of them was said.
  var areSaid: Bool {
    stdin || stdout || stderr || stdio || listenFds || workingDirectory != nil
      || ![directories, files, logs, listen, connect, held, environment].allSatisfy(\.isEmpty)
  }

  func grants(directory: String?, command: [String]) -> CommandLineGrants {
    var grants = CommandLineGrants()
    grants.directories = directories
    grants.files = files
    grants.logs = logs
    grants.listening = listen
    grants.connected = connect
    grants.held = held
    for (number, isGranted) in [stdin, stdout, stderr].enumerated() where isGranted || stdio {
      grants.streams.insert(Int32(number))
    }
    grants.environment = environment
    grants.passesListenDescriptors = listenFds
    grants.workingDirectory = workingDirectory
    grants.directory = directory ?? "."
    grants.command = command
    return grants
  }
}
