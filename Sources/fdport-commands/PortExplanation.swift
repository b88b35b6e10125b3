import Foundation
import Port

/// Why a port is as it is, for people and for programs.
struct PortExplanation {
  let title: String
  let result: PortResult

  /// Schema 1: fields are added, never renamed.
  private struct Document: Encodable {
    struct Change: Encodable {
      let function: String
      let file: String
      let line: Int
      let paths: [[String]]
    }

    struct Left: Encodable {
      let function: String
      let file: String
      let line: Int
      let reason: String
    }

    let schema = 1
    let target: String
    let edits: [EditExplanation]
    let apiChanges: [Change]
    let leftovers: [Left]
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      target: title, edits: result.explanations,
      apiChanges: result.apiChanges.map {
        .init(function: $0.function, file: $0.file, line: $0.line, paths: $0.paths)
      },
      leftovers: result.leftovers.map {
        .init(function: $0.function, file: $0.file, line: $0.line, reason: $0.reason)
      })
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  /// A line for each edit, and beneath it one for each name that it is about.
  var text: String {
    var lines: [String] = []
    for edit in result.explanations {
      let patches = edit.patches.joined(separator: ", ")
      lines.append("\(edit.file):\(edit.line): \(edit.rule), \(patches)")
      for subject in edit.subjects {
        let place = subject.enclosing.map { " in \($0)" } ?? ""
        lines.append(
          "  \(subject.function)\(place): \(subject.answer), by \(subject.decider): "
            + subject.reason)
        lines += subject.chains.filter { $0.count > 1 }
          .map { "    \($0.joined(separator: " -> "))" }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
