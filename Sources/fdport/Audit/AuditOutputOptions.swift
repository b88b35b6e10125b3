import ArgumentParser
import Foundation
import Report

/// How the findings are printed.
struct AuditOutputOptions: ParsableArguments {
  @Option(help: "How to print the findings.")
  var format: ReportFormat = .text

  @Flag(help: "Print warnings only; notes are still counted. Text only.")
  var hideNotes = false

  func validate() throws {
    if hideNotes, format == .json {
      throw ValidationError("--hide-notes is for text; in JSON select by 'level'")
    }
  }

  func print(_ tree: AuditedTree) throws {
    switch format {
    case .json: try StandardOutput.write(CanonicalJSON.text(tree.report))
    case .text:
      let text = AuditText(
        tree.report, root: tree.root, hidesNotes: hideNotes, colour: Terminal.wantsColour
      ) { file in
        FileManager.default.contents(atPath: tree.root + "/" + file).map { Array($0) }
      }
      try StandardOutput.write(text.text)
    }
  }
}
