import Foundation
import Recipe

/// The macros that a port's guards test, looked for in the pristine source.
struct GuardMacros {
  let plan: PortPlan

  init(_ plan: PortPlan) {
    self.plan = plan
  }

  private static let sources = [".c", ".h", ".y", ".l", ".inc"]
  /// Templates and scripts of build systems.
  private static let builders = [".in", ".ac", ".am", ".m4", ".cmake", "CMakeLists.txt"]

  /// `file:line: upstream already mentions HAVE_X` for each line of C that uses a guard's macro before
  /// the port does, if no header, template or script of upstream's defines it: the check that the port adds
  /// would switch on code that nobody has compiled. One that upstream looks for is upstream's affair.
  func alreadyMentioned(in root: String, functions: [String]) throws -> [String] {
    let macros = Set(functions.map { plan.sites.macro(for: $0) })
    var lines: [(macro: String, text: String)] = []
    var defined: Set<String> = []
    let files = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    for file in files {
      let isSource = Self.sources.contains(where: file.hasSuffix)
      guard isSource || Self.builders.contains(where: file.hasSuffix),
        // A directory, or a link that names nothing, has no lines.
        let data = FileManager.default.contents(atPath: root + "/" + file)
      else { continue }
      let text = String(decoding: data, as: UTF8.self)
      for (index, line) in text.split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline
      )
      .enumerated() {
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        guard let macro = words.first(where: macros.contains) else { continue }
        if isSource ? words.first == "define" : !Self.isQuestion(words) {
          defined.insert(macro)
        } else if isSource {
          lines += words.filter(macros.contains).map {
            ($0, "\(file):\(index + 1): upstream already mentions \($0)")
          }
        }
      }
    }
    return lines.filter { !defined.contains($0.macro) }.map(\.text)
  }

  /// Whether a line of a build system asks for a macro, or speaks of it, and defines none.
  private static func isQuestion(_ words: [String]) -> Bool {
    guard let first = words.first else { return true }
    return ["if", "ifdef", "ifndef", "elif", "elseif", "dnl"].contains(first.lowercased())
  }
}
