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

  func run() async throws {
    // An interruption is the program's; the account ends with it.
    for number in [SIGINT, SIGTERM, SIGQUIT, SIGHUP] { signal(number, SIG_IGN) }
    let account = DenialAccount(Array(FileHandle.standardInput.readDataToEndOfFile()))
    // The program never started, and the launcher has said why.
    guard account.bias != nil else { return }
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
}
