import ArgumentParser
import Foundation
import Report

/// How an audit is printed, and where.
struct AuditOutputOptions: ParsableArguments {
  @Option(help: "How to print the findings.")
  var format: AuditFormat = .text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the result to this file, in one atomic step, and only figures to standard output.",
      valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Print figures only: by authority and function, by directory and file. Text only.")
  var summary = false

  @Flag(help: "Print warnings only; notes are still counted. Not for JSON.")
  var hideNotes = false

  @Flag(
    help: """
      List what is not compiled here or already guarded, and every file in no unit, too; else they \
      are counted. JSON has them always.
      """)
  var inactive = false

  @Flag(help: "List what is allowed with a reason, too; else it is counted. JSON has it always.")
  var suppressed = false

  func validate() throws {
    if format == .json {
      for (option, isGiven) in [
        ("--hide-notes", hideNotes), ("--inactive", inactive), ("--suppressed", suppressed),
      ] where isGiven {
        throw ValidationError(
          "\(option) is not for JSON, which has every finding; select by 'level', 'kind' and 'state'"
        )
      }
    }
    if summary, format != .text {
      throw ValidationError("--summary is for text; the other formats have the figures anyway")
    }
    if output == "" {
      throw ValidationError("--output is empty; it takes a file")
    }
  }

  func print(_ account: AuditAccount, sources: AuditSources) throws {
    guard let output else {
      return try StandardOutput.write(
        rendered(account, sources: sources, colour: Terminal.wantsColour))
    }
    let path = ProjectOptions.absolute(output)
    try AtomicFile.write(try rendered(account, sources: sources, colour: false), to: path)
    let figures = AuditText(
      account, sources: sources, selection: selection, isSummary: true,
      colour: Terminal.wantsColour)
    try StandardOutput.write(figures.text + "written to \(output)\n")
  }

  private var selection: AuditSelection {
    AuditSelection(hidesNotes: hideNotes, showsInactive: inactive, showsSuppressed: suppressed)
  }

  private func rendered(
    _ account: AuditAccount, sources: AuditSources, colour: Bool
  ) throws -> String {
    switch format {
    case .text:
      AuditText(
        account, sources: sources, selection: selection, isSummary: summary, colour: colour,
        linkHost: colour ? Terminal.host : nil
      ).text
    case .json: try CanonicalJSON.text(AuditDocument(account))
    case .sarif: try SARIFReport(account, sources: sources, selection: selection).text()
    case .markdown: AuditMarkdown(account, sources: sources, selection: selection).text
    case .html: AuditPage(account, sources: sources, selection: selection).text
    }
  }
}
