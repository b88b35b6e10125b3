package import Denials

/// What `fdport run --denials` prints for a person, on the caller's standard error.
package struct DenialText {
  private let report: DenialReport
  private let showsOpens: Bool

  package init(_ report: DenialReport, showsOpens: Bool) {
    self.report = report
    self.showsOpens = showsOpens
  }

  package var text: String {
    var lines = [heading]
    for entry in report.denials {
      lines.append("  \(Self.title(entry))")
      if let place = Self.place(entry) { lines.append("      in \(place)") }
      lines += Self.answers(entry).map { "      \($0)" }
    }
    if report.lost > 0 {
      lines.append("  and \(report.lost) more of other kinds, which were not told apart")
    }
    if !report.isComplete {
      lines.append("  the broker was killed: what is said here may be too little")
    }
    return lines.map { "fdport run: \(Self.harmless($0))\n" }.joined()
  }

  /// Paths, and the names of functions and files, are the program's own words: none of them may move
  /// the cursor, colour the screen, begin a line of its own or turn the direction of what is read.
  private static func harmless(_ line: String) -> String {
    var text = ""
    for scalar in line.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private var heading: String {
    let all = report.denials.map(\.count).reduce(report.lost, +)
    let opened = showsOpens ? "; \(report.opens) opens carried out by the broker" : ""
    guard all > 0 else { return "nothing was refused\(opened)" }
    let kinds = report.denials.count
    return "\(all) \(all == 1 ? "call was" : "calls were") refused, of \(kinds) "
      + "\(kinds == 1 ? "kind" : "kinds")\(opened)"
  }

  private static func title(_ entry: DenialReport.Entry) -> String {
    var title = entry.call
    if let path = entry.path { title += " of \(quoted(path))" }
    if let descriptor = entry.descriptor { title += " beneath \(descriptor)" }
    if let address = entry.address { title += " to \(address)" }
    return title + ", " + (entry.count == 1 ? "once" : "\(entry.count) times")
  }

  /// The source line if there is one, and the way there.
  private static func place(_ entry: DenialReport.Entry) -> String? {
    let shown = entry.callers.drop { $0.function.hasPrefix("_") }
    guard let first = shown.first ?? entry.callers.first else { return nil }
    let source = entry.callers.first { $0.file != nil }
    guard let source, let file = source.file, let line = source.line else {
      let chain = shown.isEmpty ? entry.callers[...] : shown
      let names = chain.prefix(4).map { $0.function }
      return names.count > 1
        ? names.joined(separator: ", called by ") : "\(first.function)+\(first.offset)"
    }
    return "\(source.function) (\(file):\(line))"
  }

  private static func answers(_ entry: DenialReport.Entry) -> [String] {
    var answers: [String] = []
    if let grant = entry.grant { answers.append("grant: \(grant)") }
    if let macro = entry.guardMacro {
      let instead = entry.replacement.map { ", and use \($0) instead" } ?? ""
      let or = answers.isEmpty ? "" : "or "
      answers.append("\(or)guard the call by \(macro)\(instead)")
    }
    return answers.isEmpty ? ["no grant gives this"] : answers
  }

  /// A name that is hostile to a terminal is shown as what it is.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7f }
    return isPlain && !path.isEmpty ? path : path.debugDescription
  }
}
