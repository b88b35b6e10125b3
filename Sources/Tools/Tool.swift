import Foundation
import Subprocess
import SystemPackage

/// One run of an external program: a compiler, make, apt, nm or one of fdport's own workers.
package struct Tool: Sendable {
  /// A name to be looked up in PATH, or an absolute path.
  package var executable: String
  package var arguments: [String]
  /// Nil: the caller's own.
  package var directory: String?
  /// Set on top of the caller's environment.
  package var environment: [String: String]
  /// Names taken out of the caller's environment.
  package var unset: [String]
  package var input: [UInt8]
  /// The most bytes kept of each of the two output streams; more is an error.
  package var outputLimit: Int

  package init(
    _ executable: String, _ arguments: [String] = [], directory: String? = nil,
    environment: [String: String] = [:], unset: [String] = [], input: [UInt8] = [],
    outputLimit: Int = 256 << 20
  ) {
    self.executable = executable
    self.arguments = arguments
    self.directory = directory
    self.environment = environment
    self.unset = unset
    self.input = input
    self.outputLimit = outputLimit
  }

  /// Runs the program to its end. A status other than 0 is an outcome, not an error.
  ///
  /// The program leads a process group of its own, which gets SIGTERM and then SIGKILL if the
  /// surrounding task is cancelled; this function returns when all of it has ended, so that no
  /// compiler outlives an interrupted fdport.
  ///
  /// A program that was just written may still be open for writing in a child of another thread of this process, until
  /// that executes its own: execve(2) gives ETXTBSY then, and it is tried again for two seconds.
  package func run() async throws(ToolError) -> Outcome {
    var attempts = 200
    while true {
      do throws(ToolError) {
        return try await runOnce()
      } catch {
        attempts -= 1
        guard attempts > 0, case .cannotRun(_, let reason) = error,
          reason.contains("Text file busy")
        else { throw error }
      }
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  private func runOnce() async throws(ToolError) -> Outcome {
    let group = ProcessGroup()
    do {
      let result = try await Subprocess.run(
        configuration, input: .array(input), output: .bytes(limit: outputLimit),
        error: .bytes(limit: outputLimit)
      ) { execution in
        group.started(execution.processIdentifier.value)
      }
      // A program that the cancellation ended has not failed, and one that it did not has left the
      // rest of its group to be ended.
      try Task.checkCancellation()
      return Outcome(
        status: Self.status(result.terminationStatus), standardOutput: result.standardOutput,
        standardError: result.standardError)
    } catch is CancellationError {
      await group.end()
      throw .cancelled(executable)
    } catch {
      await group.end()
      throw reason(error)
    }
  }

  var configuration: Configuration {
    var variables: [Environment.Key: String?] = [:]
    for (name, value) in environment {
      variables[Environment.Key(stringLiteral: name)] = value
    }
    for name in unset {
      variables[Environment.Key(stringLiteral: name)] = .some(nil)
    }
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
    ]
    return Configuration(
      executable: executable.hasPrefix("/") ? .path(FilePath(executable)) : .name(executable),
      arguments: Arguments(arguments), environment: .inherit.updating(variables),
      workingDirectory: directory.map { FilePath($0) }, platformOptions: options)
  }

  static func status(_ status: TerminationStatus) -> Outcome.Status {
    switch status {
    case .exited(let code): .exited(Int(code))
    case .signaled(let signal): .signalled(Int(signal))
    }
  }

  /// What an error of Subprocess's, or of the one who talked to the program, means to the caller.
  func reason(_ error: any Error) -> ToolError {
    if let error = error as? ToolError { return error }
    if let error = error as? SubprocessError, error.code == .executableNotFound {
      return .cannotRun(program: executable, reason: Self.absence(of: executable))
    }
    return .cannotRun(program: executable, reason: "\(error)")
  }

  private static func absence(of executable: String) -> String {
    guard executable.hasPrefix("/") else {
      return "it is not in PATH; `fdport doctor` says what is missing, `make setup` installs it"
    }
    return FileManager.default.fileExists(atPath: executable)
      ? "it is not executable"
      : "there is no such file; `make build` makes fdport's own programs, beside fdport"
  }
}
