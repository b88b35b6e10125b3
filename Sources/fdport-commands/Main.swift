import ArgumentParser
import Foundation
import Installation
import Runtime

/// All commands with their options: parses, runs, and turns what went wrong into a message and an exit status.
///
/// `fdport` becomes this program for whatever it does not do itself. No thread, no event loop and no table of all
/// commands is set up before something needs it, since programs are started here too.
@main
enum Main {
  static func main() {
    StandardStreams.fill()
    Allocation.unset()
    let arguments = Array(CommandLine.arguments.dropFirst())
    // A worker that dies while it is written to must not take the front along, and a reader that
    // has seen enough (`fdport audit | head`) is no failure: writes fail with EPIPE instead.
    signal(SIGPIPE, SIG_IGN)
    // Ignored by the caller, it would stay so over exec, and nobody could wait for a child.
    signal(SIGCHLD, SIG_DFL)
    if arguments == [Spawner.command] {
      Spawner.run()
    }
    if arguments == [TerminalRelay.command] {
      TerminalRelay.run()
    }
    if isAsynchronous(arguments) { runAsynchronously(arguments) }
    var command = parse(arguments)
    if command is any AsyncParsableCommand { runAsynchronously(arguments) }
    do {
      try command.run()
    } catch {
      exit(failure(of: error, interruption: nil))
    }
  }

  /// The command that the first word names.
  private static func named(_ arguments: [String]) -> (any ParsableCommand.Type)? {
    Fdport.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
  }

  /// Known before anything is parsed, as parsing takes longer than a start of a program.
  private static func isAsynchronous(_ arguments: [String]) -> Bool {
    guard let named = named(arguments), named.configuration.subcommands.isEmpty else {
      return false
    }
    return named is any AsyncParsableCommand.Type
  }

  /// By the options of the named command alone, which takes a fraction of the time, and where that fails by the
  /// table of all, which knows how to say what is wrong.
  private static func parse(_ arguments: [String]) -> any ParsableCommand {
    // Asked for help, the parser answers with a command of its own, which would speak of a program of
    // the named command's name.
    if let named = named(arguments),
      let command = try? named.parseAsRoot(Array(arguments.dropFirst())),
      type(of: command) == named || !named.configuration.subcommands.isEmpty && !asksHelp(arguments)
    {
      return command
    }
    if let mistake = CommandName.mistake(in: arguments) {
      exit(failure(of: mistake, interruption: nil))
    }
    do {
      return try Fdport.parseAsRoot(arguments)
    } catch {
      refuse(error)
    }
  }

  private static func asksHelp(_ arguments: [String]) -> Bool {
    arguments.contains { ["-h", "--help", "help"].contains($0) }
  }

  /// Ends with the answer of the parser of arguments: help that was asked for, or what is wrong.
  private static func refuse(_ error: any Error) -> Never {
    let message = Fdport.fullMessage(for: error)
    let status = Fdport.exitCode(for: error)
    if status.isSuccess { printed(message + "\n") }
    let prefix = "Error: "
    StandardError.write(
      "fdport: error: \(message.hasPrefix(prefix) ? message.dropFirst(prefix.count) : message[...])\n"
    )
    exit(status.rawValue)
  }

  /// Prints and ends well, unless it could not be printed.
  private static func printed(_ text: String) -> Never {
    do {
      try StandardOutput.write(text)
    } catch {
      exit(failure(of: error, interruption: nil))
    }
    exit(EXIT_SUCCESS)
  }

  /// Parses once more, inside the task, since a command cannot be sent there.
  private static func runAsynchronously(_ arguments: [String]) -> Never {
    let interruption = Interruption()
    Task {
      do {
        try await interruption.cancelling {
          var command = parse(arguments)
          if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
          } else {
            // The parser's own, which prints help.
            try command.run()
          }
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
    if let signal = interruption?.signal {
      StandardError.write("fdport: interrupted; nothing was lost\n")
      return 128 + signal
    }
    if let status = error as? ExitCode {
      return status.rawValue
    }
    // Help that a command without a subcommand prints, and wrong usage that it found itself.
    if [.success, .validationFailure].contains(Fdport.exitCode(for: error)) {
      refuse(error)
    }
    StandardError.write("fdport: error: \(error)\n")
    return error is UsageError ? ExitCode.validationFailure.rawValue : ExitStatus.failure.rawValue
  }
}
