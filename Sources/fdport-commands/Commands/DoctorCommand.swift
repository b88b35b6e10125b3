import ArgumentParser
import Foundation
import Report
import Runtime
import Tools

/// What this machine has and lacks, and what that means for each command.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what this machine has and lacks, and what that means for each command.",
    discussion: """
      Looks for the tools that stages run, for the libraries behind the audit and the patches, and \
      tries each kernel piece of the runtime once. Says how a container or a sandbox has restricted \
      this process. Nothing is installed or changed.

      Exit status: 0 all is there, 2 something is missing.
      """)

  @Option(help: "How to print.")
  var format: ReportFormat = .text

  func run() async throws {
    let examination = await MachineExamination.make()
    switch format {
    case .text: try StandardOutput.write(MachineText(examination: examination).text)
    case .json: try StandardOutput.write(CanonicalJSON.text(examination))
    }
    guard examination.missing.isEmpty else { throw ExitStatus.failure }
  }
}
