import Glibc
import Installation
import Runtime

/// The front: starts programs with their grants, which must be quick, and becomes `fdport-commands` for all else.
///
/// It links Swift's own library and libyaml, all statically, and no Foundation: to load and start that takes longer than
/// to read the grants, confine the program and jump to it.
@main
enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let plain = PlainRun(arguments) {
      prepare()
      exit(plain.run())
    }
    if let plain = PlainPython(arguments) {
      prepare()
      exit(plain.run())
    }
    if arguments == [Spawner.command] {
      prepare()
      Spawner.run()
    }
    if arguments == [TerminalRelay.command] {
      prepare()
      TerminalRelay.run()
    }
    if arguments == ["--version"], isPrinted(Version.text + "\n") { exit(EXIT_SUCCESS) }
    becomeCommands()
  }

  /// Not for what `fdport-commands` does, which is to see streams and signals as the caller left them.
  private static func prepare() {
    StandardStreams.fill()
    // Ignored by the caller, it would stay so over exec, and nobody could wait for a child.
    signal(SIGCHLD, SIG_DFL)
    // A process that dies while it is written to must not take this one along.
    signal(SIGPIPE, SIG_IGN)
  }

  /// What went wrong is for `fdport-commands` to say, which tries again.
  private static func isPrinted(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return write(STDOUT_FILENO, bytes, bytes.count) == bytes.count
  }

  private static func becomeCommands() -> Never {
    let name = "fdport-commands"
    Allocation.set()
    if let path = InstalledProgram.path(of: name) { execv(path, CommandLine.unsafeArgv) }
    let reason = String(cString: strerror(errno))
    let places = InstalledProgram.places(of: name).joined(separator: ", ")
    let message = Array("fdport: error: \(name) cannot be started: \(reason) (\(places))\n".utf8)
    _ = write(STDERR_FILENO, message, message.count)
    exit(2)
  }
}
