import Foundation

/// The lines that one process wrote about its tests (`run.py` of the suite's directory).
struct ResultLines {
  /// In their order; a test may be there twice.
  private(set) var tests: [(id: String, test: ModuleResult.Test)] = []
  /// Whether the process came to its own end.
  private(set) var isEnded = false
  /// The test that was started last and not finished.
  private(set) var unfinished: String?
  /// The answer to the question for all modules.
  private(set) var modules: [String] = []

  private struct Line: Decodable {
    let start: String?
    let test: String?
    let `is`: TestOutcome?
    let text: String?
    let end: Bool?
    let modules: [String]?
  }

  /// Of a process that was ended the last line may be half there.
  init(_ bytes: Data, file: String) throws(UpstreamError) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    for (index, text) in lines.enumerated() {
      let line: Line
      do {
        line = try JSONDecoder().decode(Line.self, from: text)
      } catch {
        if index == lines.count - 1, bytes.last != UInt8(ascii: "\n") { break }
        throw .malformedResults(file: file, line: index + 1)
      }
      take(line)
    }
  }

  private mutating func take(_ line: Line) {
    if let id = line.start { unfinished = id }
    if let id = line.test, let outcome = line.is {
      tests.append((id, ModuleResult.Test(outcome, line.text ?? "")))
      if id == unfinished { unfinished = nil }
    }
    if line.end == true { isEnded = true }
    if let names = line.modules {
      modules = names
      isEnded = true
    }
  }
}
