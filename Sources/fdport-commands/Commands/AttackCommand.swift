import ArgumentParser
import Foundation
import Installation
import Probes
import Report
import Runtime
import Tools

/// Tries to break out of the runtime on this machine.
struct AttackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Try to break out of the runtime on this machine, and print each attempt.",
    discussion: """
      Runs fdport-probe in the runtime and outside as its own control. One line an act: its name, what \
      refused it inside and with which errno, where it was shown to succeed, and what it is. As root \
      it does so for an unprivileged user, too. Then once more with --report, of which only the sums \
      are shown.

      `make attack` also tries each act with a launcher from which the one guard that stops it was \
      left out.

      Exit status: 0 nothing got through, 1 something did, 2 the runtime cannot run here.
      """)

  @Option(help: "How long each race may take, in seconds.")
  var seconds = 1.0

  @Option(
    help: ArgumentHelp("Launchers that lack one guard each.", valueName: "directory"),
    completion: .directory)
  var guards: String?

  @Option(
    help: ArgumentHelp(
      "Another build of fdport-probe to run inside, as one against a view.", valueName: "program"),
    completion: .file())
  var inside: String?

  @Flag(help: "Print the sums alone, and what got through or is broken.")
  var sums = false

  @Flag(help: "Let the broker open and examine every file, as on kernels that lack a piece.")
  var brokered = false

  @Option(help: "How to print.")
  var format: ReportFormat = .text

  func run() async throws {
    let mode = RuntimeMode(pieces: KernelPieces.probe())
    if case .refused = mode {
      StandardError.write("fdport attack: \(mode.text)\n")
      throw ExitStatus.failure
    }
    if format == .text {
      try StandardOutput.write(
        "Mode: \(brokered ? "as asked for, the broker opens and examines every file" : mode.text)\n\n"
      )
    }
    var reports = [try await report(user: nil)]
    if getuid() == 0 {
      reports.append(try await report(user: 65534))
    }
    reports.append(try await report(user: nil, reporting: true))
    if format == .json {
      try StandardOutput.write(CanonicalJSON.text(reports))
    }
    guard reports.allSatisfy(\.holds) else { throw ExitStatus.findings }
  }

  private func report(user: UInt32?, reporting: Bool = false) async throws -> ProbeReport {
    let scratch = FileManager.default.temporaryDirectory.appending(
      component: "fdport-attack-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let report = try await ProbeRun(
      front: InstalledProgram.front, scratch: scratch.path, seconds: seconds,
      guards: user == nil && !reporting ? guards : nil, user: user, reports: reporting,
      asksForBroker: brokered, inside: inside
    ).run()
    if format == .text {
      let who = user.map { "user \($0)" } ?? "user \(getuid()), the caller"
      let how = reporting ? ", with --report: every open by the broker" : ""
      let table = ProbeTable(report)
      let text = reporting || sums ? table.summary : table.text
      try StandardOutput.write("As \(who)\(how)\n\(text)\n")
    }
    return report
  }
}
