import ArgumentParser
import Foundation

/// Parses, runs, and turns what went wrong into a message and an exit status.
///
/// Start-up counts, since `fdport run` stands in front of every ported program: no thread, no event
/// loop and no table of all commands is set up before something needs it.
@main
enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments == ["--version"] {
      print(Version.text)
      return
    }
    // A worker that dies while it is written to must not take the front along, and a reader that
    // has seen enough (`fdport audit | head`) is no failure: writes fail with EPIPE instead.
    signal(SIGPIPE, SIG_IGN)
    var command = parse(arguments)
    if command is any AsyncParsableCommand {
      runAsynchronously(arguments)
    }
    do {
      try command.run()
    } catch {
      exit(failure(of: error, interruption: nil))
    }
  }

  /// The named command alone where that is cheap and succeeds, else by the table of all.
  private static func parse(_ arguments: [String]) -> any ParsableCommand {
    let name = RunCommand.configuration.commandName
    if arguments.first == name, let run = try? RunCommand.parse(Array(arguments.dropFirst())) {
      return run
    }
    do {
      return try Fdport.parseAsRoot(arguments)
    } catch {
      Fdport.exit(withError: error)
    }
  }

  /// Parses once more, inside the task, since a command cannot be sent there.
  private static func runAsynchronously(_ arguments: [String]) -> Never {
    let interruption = Interruption()
    Task {
      do {
        try await interruption.cancelling {
          guard var command = parse(arguments) as? any AsyncParsableCommand else { return }
          try await command.run()
        }
        exit(EXIT_SUCCESS)
      } catch {
        exit(failure(of: error, interruption: interruption))
      }
    }
    dispatchMain()
  }

  /// Says what went wrong and returns the exit status.
  private static func failure(of error: any Error, interruption: Interruption?) -> Int32 {
    if let status = error as? ExitCode {
      return status.rawValue
    }
    if let signal = interruption?.signal {
      FileHandle.standardError.write(Data("fdport: interrupted; nothing was lost\n".utf8))
      return 128 + signal
    }
    // Help that was asked for, and usage errors found by a command itself.
    if [.success, .validationFailure].contains(Fdport.exitCode(for: error)) {
      Fdport.exit(withError: error)
    }
    FileHandle.standardError.write(Data("fdport: error: \(error)\n".utf8))
    return ExitStatus.failure.rawValue
  }
}
