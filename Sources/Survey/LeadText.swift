import Foundation
import Lexing
import Preprocessing

/// What units begin with, as the compiler and as the preprocessor take it.
struct LeadText {
  let text: String
  let steps: [LeadStep]

  /// `main` is the path of the reference's text. Nil if it cannot be written down.
  init?(_ search: LeadSearch, main: String, texts: SurveyTexts) {
    guard let bytes = FileBytes.read(main) else { return nil }
    var text = ""
    var steps: [LeadStep] = []
    for step in search.steps {
      switch step {
      case .directive(let place):
        guard place.upperBound <= bytes.count, bytes[place].allSatisfy({ $0 < 0x80 }) else {
          return nil
        }
        let line = String(decoding: bytes[place], as: UTF8.self) + "\n"
        text += line
        steps.append(.text(texts.preamble(line)))
      case .include(let name, let place):
        guard let line = LeadText.line(name, place, texts: texts) else { return nil }
        text += line
        steps.append(.include(place))
      }
    }
    self.text = text
    self.steps = steps
  }

  private static func line(
    _ name: DirectiveProgram.Inclusion, _ place: InclusionPlace, texts: SurveyTexts
  ) -> String? {
    guard place.directory != nil else {
      let path = texts.path(of: place.text)
      return canName(path) ? "#include \"\(path)\"\n" : nil
    }
    guard canName(name.name) else { return nil }
    return name.isQuoted ? "#include \"\(name.name)\"\n" : "#include <\(name.name)>\n"
  }

  /// Whether the text of a unit is the same behind a lead, where it is an included text and not the main one.
  static func canFollow(_ path: String) -> Bool {
    guard canName(path), let bytes = FileBytes.read(path) else { return false }
    let text = Data(bytes)
    return !mainOnly.contains { text.range(of: Data($0.utf8)) != nil }
  }

  /// What is another thing in an included text.
  private static let mainOnly = ["__BASE_FILE__", "__INCLUDE_LEVEL__", "system_header"]

  /// Whether a name of a file can stand in an `#include`.
  static func canName(_ name: String) -> Bool {
    name.utf8.allSatisfy {
      (0x20..<0x7f).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
  }

  /// Directives that turn what one command line defines into what another does.
  static func bridge(from one: String, to other: String) -> String {
    guard one != other else { return "" }
    let names = one.split(separator: "\n").compactMap { line in
      line.split(separator: " ").dropFirst().first?.prefix { $0 != "(" }
    }
    return names.map { "#undef \($0)\n" }.joined() + other
  }
}
