import Foundation
import Recipe

/// The macros that a port's guards test, looked for in the pristine source.
struct GuardMacros {
  let plan: PortPlan

  init(_ plan: PortPlan) {
    self.plan = plan
  }

  /// The C sources, and the templates and scripts of build systems.
  private static let suffixes = [
    ".c", ".h", ".y", ".l", ".inc", ".in", ".ac", ".am", ".m4", ".cmake", "CMakeLists.txt",
  ]

  /// `file:line: upstream already mentions HAVE_X` for each line of the sources that uses a guard's
  /// macro before the port does: where upstream never defined it, the guard's definition would
  /// switch on code that nobody has compiled.
  func alreadyMentioned(in root: String, functions: [String]) throws -> [String] {
    let macros = Set(functions.map { plan.sites.macro(for: $0) })
    var lines: [String] = []
    let files = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    for file in files where Self.suffixes.contains(where: file.hasSuffix) {
      // A directory, or a link that names nothing, has no lines.
      guard let data = FileManager.default.contents(atPath: root + "/" + file) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      for (index, line) in text.split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline
      )
      .enumerated() {
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        for macro in words where macros.contains(macro) {
          lines.append("\(file):\(index + 1): upstream already mentions \(macro)")
        }
      }
    }
    return lines
  }
}
