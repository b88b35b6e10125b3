import Catalogue
import Findings

/// The allowances that stand in a source file as comments:
///
///     fd = open(path, O_RDONLY); // fdport: allow open: read once, before anything is dropped
///
///     /* fdport: allow open, fopen: the same */
///     fd = open(path, O_RDONLY);
///
/// A comment behind code is about its own line. One that stands alone is about the next line that is neither
/// empty nor such a comment.
struct AllowanceComments {
  private(set) var allowances: [Allowance] = []
  private(set) var mistakes: [SuppressionError.Mistake] = []

  static let word = "fdport:"

  /// `file` is the path that findings have.
  init(of bytes: [UInt8], file: String, catalogue: Catalogue) {
    let comments = SourceComments(of: bytes).comments.filter {
      $0.text.hasPrefix(AllowanceComments.word)
    }
    guard !comments.isEmpty else { return }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let alone = Set(comments.filter(\.standsAlone).map(\.line))
    for comment in comments {
      switch AllowanceComments.parse(comment.text, catalogue: catalogue) {
      case .failure(let mistake):
        mistakes.append(
          SuppressionError.Mistake(file: file, line: comment.line, reason: mistake.reason))
      case .success(let parsed):
        var line = comment.line
        if comment.standsAlone {
          repeat {
            line += 1
          } while alone.contains(line)
            || (lines.indices.contains(line - 1) && lines[line - 1].allSatisfy { $0 <= 32 })
        }
        allowances.append(
          Allowance(
            functions: parsed.functions, reach: .line(file: file, line: line),
            suppression: Suppression(reason: parsed.reason, file: file, line: comment.line)))
      }
    }
  }

  private struct Parsed {
    let functions: [String]
    let reason: String
  }

  private struct Failure: Error {
    let reason: String
  }

  /// `fdport: allow NAME[, NAME ...]: REASON`.
  private static func parse(_ text: String, catalogue: Catalogue) -> Result<Parsed, Failure> {
    let rest = text.dropFirst(word.count).drop { $0.isWhitespace }
    let verb = rest.prefix { !$0.isWhitespace && $0 != ":" }
    guard verb == "allow" else {
      return .failure(Failure(reason: "'fdport: \(verb)' means nothing; only 'fdport: allow' does"))
    }
    let parts = rest.dropFirst(verb.count).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let names = parts[0].split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmed
    }
    if names.contains("") {
      return .failure(Failure(reason: "'fdport: allow' names no function"))
    }
    for name in names {
      if let mistake = AllowedName.mistake(in: name, catalogue: catalogue) {
        return .failure(Failure(reason: mistake))
      }
    }
    let reason = parts.count > 1 ? parts[1].trimmed : ""
    guard !reason.isEmpty else {
      return .failure(
        Failure(reason: "'fdport: allow \(names.joined(separator: ", "))' gives no reason"))
    }
    return .success(Parsed(functions: names, reason: reason))
  }
}

extension Substring {
  /// Without white space at either end.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }
}
