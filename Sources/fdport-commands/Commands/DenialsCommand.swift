import ArgumentParser
import Catalogue
import Denials
import Foundation
import Report
import Runtime

/// Reads the account of refusals that the broker writes, and says at its end what it means.
///
/// `fdport run --denials` starts it; it is no command for people.
struct DenialsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "denials", abstract: "Explain an account of refusals on standard input.",
    shouldDisplay: false)

  @Option(help: "The program that ran.")
  var program: String

  @Flag(help: "Opens were seen as well.")
  var opens = false

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @Option(help: "Where to write, instead of standard error.")
  var output: String?

  @Option(help: "Where a draft of a grants file is written: nothing was enforced.")
  var draft: String?

  @Option(help: "The directory in which the program ran.")
  var directory = "/"

  @Argument(parsing: .postTerminator, help: "The program's arguments, for the draft.")
  var arguments: [String] = []

  func run() async throws {
    // An interruption is the program's; the account ends with it.
    for number in [SIGINT, SIGTERM, SIGQUIT, SIGHUP] { signal(number, SIG_IGN) }
    let account = DenialAccount(Array(FileHandle.standardInput.readDataToEndOfFile()))
    // The broker waits no longer than 20 seconds (witness.c), and nobody would end this process if
    // addr2line did not come back.
    alarm(60)
    // The program never started, and the launcher has said why.
    guard account.bias != nil else { return }
    if let draft { return writeDraft(account, to: draft) }
    let report = await DenialReport(of: account, program: program, catalogue: .bundled)
    let text =
      switch format {
      case .text: DenialText(report, showsOpens: opens).text
      case .json: try CanonicalJSON.text(report)
      }
    guard let output else { return StandardError.write(text) }
    do {
      try Data(text.utf8).write(to: URL(filePath: output))
    } catch {
      StandardError.write("fdport run: \(output) cannot be written: \(error)\n")
    }
  }

  private func writeDraft(_ account: DenialAccount, to path: String) {
    let learned = LearnedGrants(
      of: account, program: program, arguments: arguments, workingDirectory: directory)
    do {
      // Never over a file that somebody may have edited.
      try Data(learned.text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
      StandardError.write(
        "fdport run: \(path): a draft with \(learned.grantCount) grants; read it before you use it\n"
      )
    } catch {
      StandardError.write(
        "fdport run: the draft \(path) cannot be written: \(error.localizedDescription)\n")
    }
  }
}
