package import Catalogue
import Findings
import Yams

/// A file of allowances:
///
///     allow:
///       - function: [fopen, freopen]     # one name or several
///         file: src/lib*.c               # *, ? and **; relative to the source root
///         enclosing: luaL_loadfilex      # if it is about one function only
///         reason: scripts are named on the command line
package struct AllowanceFile {
  package let allowances: [Allowance]

  private struct Failure: Error {
    let mistake: SuppressionError.Mistake
  }

  static let help = "each entry has `function`, `file` and `reason`, and may have `enclosing`"

  /// `file` is its name for messages.
  package init(
    parsing text: String, file: String, catalogue: Catalogue
  ) throws(SuppressionError) {
    let reader = Reader(file: file, catalogue: catalogue)
    do {
      allowances = try reader.allowances(text)
    } catch let failure as Failure {
      throw SuppressionError(mistakes: [failure.mistake], help: AllowanceFile.help)
    } catch {
      // At the end of the text Yams counts one line more than there are.
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
      let line = min((error as? YamlError).flatMap(AllowanceFile.line) ?? 1, lines)
      throw SuppressionError(
        mistakes: [.init(file: file, line: line, reason: "this is no YAML: \(error)")],
        help: AllowanceFile.help)
    }
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: nil
    }
  }

  private struct Reader {
    let file: String
    let catalogue: Catalogue

    func failure(_ node: Node, _ reason: String) -> Failure {
      Failure(mistake: .init(file: file, line: node.mark?.line ?? 1, reason: reason))
    }

    func allowances(_ text: String) throws -> [Allowance] {
      guard let node = try Yams.compose(yaml: text) else { return [] }
      guard let entries = try fields(of: node, ["allow"])["allow"] else {
        throw failure(node, "the key 'allow' is missing")
      }
      guard case .sequence(let sequence) = entries else {
        if entries.null != nil { return [] }
        throw failure(entries, "'allow' is not a list")
      }
      return try sequence.map(allowance)
    }

    private func allowance(_ node: Node) throws -> Allowance {
      let values = try fields(of: node, ["function", "file", "enclosing", "reason"])
      func required(_ key: String) throws -> Node {
        guard let value = values[key] else { throw failure(node, "the key '\(key)' is missing") }
        return value
      }
      let function = try required("function")
      var names: [Node] = [function]
      if case .sequence(let sequence) = function { names = Array(sequence) }
      guard !names.isEmpty else { throw failure(function, "'function' names none") }
      let functions = try names.map { name in
        let spelled = try self.text(name, of: "function")
        if let mistake = AllowedName.mistake(in: spelled, catalogue: catalogue) {
          throw failure(name, mistake)
        }
        return spelled
      }
      return Allowance(
        functions: functions,
        reach: .files(
          PathPattern(try text(required("file"), of: "file")),
          enclosing: try values["enclosing"].map { try text($0, of: "enclosing") }),
        suppression: Suppression(
          reason: try text(required("reason"), of: "reason"), file: file,
          line: node.mark?.line ?? 1))
    }

    private func fields(of node: Node, _ known: [String]) throws -> [String: Node] {
      guard case .mapping(let mapping) = node else { throw failure(node, "expected a mapping") }
      var values: [String: Node] = [:]
      for (key, value) in mapping {
        let name = try text(key, of: "a key")
        guard known.contains(name) else {
          throw failure(
            key, "unknown key '\(name)'; known here are \(known.joined(separator: ", "))")
        }
        values[name] = value
      }
      return values
    }

    private func text(_ node: Node, of key: String) throws -> String {
      guard case .scalar(let scalar) = node, scalar.string.contains(where: { !$0.isWhitespace })
      else { throw failure(node, "'\(key)' is not a text that says something") }
      return scalar.string
    }
  }
}
