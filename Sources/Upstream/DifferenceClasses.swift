import Foundation
import Tools

/// Why tests may differ: classes, each with its reason and the patterns by which its tests are known.
///
/// A file of lines, their fields separated by tabs: `class NAME REASON`, and below it `test PATTERN` (the
/// test's name, with `*`) and `text PATTERN` (a part of the traceback). The first pattern that matches
/// counts.
package struct DifferenceClasses: Hashable, Sendable {
  package struct Class: Hashable, Sendable {
    package let name: String
    package let reason: String
  }

  package struct Pattern: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      case test(NamePattern)
      case text(String)
    }

    package let owner: Class
    let kind: Kind
    /// As it stands in the file.
    package let source: String
    package let line: Int

    func matches(_ difference: Difference) -> Bool {
      switch kind {
      case .test(let pattern): pattern.matches(difference.test)
      case .text(let part): difference.text.contains(part)
      }
    }
  }

  package let file: String
  /// In the file's order.
  package let patterns: [Pattern]

  package init(at path: String) throws(UpstreamError) {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .file(path: path, reason: SystemReason.text(error))
    }
    try self.init(text, file: path)
  }

  package init(_ text: String, file: String) throws(UpstreamError) {
    self.file = file
    var patterns: [Pattern] = []
    var names: Set<String> = []
    var current: Class?
    var isUsed = true
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      func failure(_ reason: String) -> UpstreamError {
        .malformed(file: file, line: index + 1, reason: reason)
      }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      switch (fields[0], fields.count) {
      case ("class", 3):
        guard isUsed else { throw failure("the class above has no pattern: give it one") }
        guard names.insert(fields[1]).inserted else {
          throw failure("the class '\(fields[1])' is there twice: put its patterns together")
        }
        guard !fields[2].isEmpty else { throw failure("a class needs a reason") }
        (current, isUsed) = (Class(name: fields[1], reason: fields[2]), false)
      case ("test", 2), ("text", 2):
        guard let current else { throw failure("a pattern stands below its class") }
        guard !fields[1].isEmpty else { throw failure("an empty pattern matches everything") }
        isUsed = true
        patterns.append(
          Pattern(
            owner: current,
            kind: fields[0] == "test" ? .test(NamePattern(fields[1])) : .text(fields[1]),
            source: "\(fields[0]) \(fields[1])", line: index + 1))
      default:
        throw failure(
          "expected 'class NAME REASON', 'test PATTERN' or 'text PATTERN', separated by tabs")
      }
    }
    guard isUsed else {
      throw .malformed(file: file, line: lines.count, reason: "the last class has no pattern")
    }
    self.patterns = patterns
  }

  package func pattern(of difference: Difference) -> Pattern? {
    patterns.first { $0.matches(difference) }
  }
}
