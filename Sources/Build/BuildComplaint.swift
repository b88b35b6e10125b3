import Foundation

/// One error of a compiler or a linker in a build's log.
package struct BuildComplaint: Hashable, Sendable {
  /// As the compiler named it, which is relative to wherever it was started; nil for a linker's.
  package let file: String?
  package let line: Int?
  package let message: String

  /// As a compiler prints it, without the column.
  package var text: String {
    guard let file, let line else { return message }
    return "\(file):\(line): \(message)"
  }

  /// The errors in the log at `path`, each once, in the log's order. What a compiler notes or warns
  /// of beside them is left out.
  package static func read(log path: String) -> [BuildComplaint] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    var seen: Set<BuildComplaint> = []
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .compactMap { BuildComplaint(logLine: String($0)) }
      .filter { seen.insert($0).inserted }
  }

  package init(file: String?, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `a.c:3:5: error: ...` of gcc and clang (with or without the column), `a.c:(.text+0x1f):
  /// undefined reference to ...` of ld, and `configure: error: ...`.
  init?(logLine: String) {
    if let range = logLine.range(of: "error: ") {
      let head = logLine[..<range.lowerBound].split(separator: ":")
        .map { $0.trimmingCharacters(in: .whitespaces) }
      let message = String(logLine[range.upperBound...])
      let places = head.last == "fatal" || head.last == "" ? head.dropLast() : head[...]
      if let file = places.first, places.count >= 2, let line = Int(places[1]) {
        self.init(file: file, line: line, message: message)
      } else if logLine.hasPrefix("configure: error: ") || logLine.hasPrefix("CMake Error") {
        self.init(file: nil, line: nil, message: logLine)
      } else {
        return nil
      }
    } else if let range = logLine.range(of: "undefined reference to ") {
      self.init(file: nil, line: nil, message: String(logLine[range.lowerBound...]))
    } else {
      return nil
    }
  }
}
