import ArgumentParser
import Foundation

/// Parses, runs, and turns what went wrong into a message and an exit status.
@main
enum Main {
  static func main() async {
    // A worker that dies while it is written to must not take the front along, and a reader that
    // has seen enough (`fdport audit | head`) is no failure: writes fail with EPIPE instead.
    signal(SIGPIPE, SIG_IGN)
    let interruption = Interruption()
    do {
      try await interruption.cancelling(run)
    } catch let status as ExitCode {
      exit(status.rawValue)
    } catch {
      if let signal = interruption.signal {
        FileHandle.standardError.write(Data("fdport: interrupted; nothing was lost\n".utf8))
        exit(128 + signal)
      }
      // Help that was asked for, and usage errors found by a command itself.
      if [.success, .validationFailure].contains(Fdport.exitCode(for: error)) {
        Fdport.exit(withError: error)
      }
      FileHandle.standardError.write(Data("fdport: error: \(error)\n".utf8))
      exit(ExitStatus.failure.rawValue)
    }
  }

  @Sendable private static func run() async throws {
    var command = parse()
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }

  private static func parse() -> any ParsableCommand {
    do {
      return try Fdport.parseAsRoot()
    } catch {
      Fdport.exit(withError: error)
    }
  }
}
