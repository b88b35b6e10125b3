import Yams

/// Turns YAML text into nodes, and what Yams throws into errors of the form file:line:column.
enum YAMLText {
  static func compose(_ text: String, file: String) throws(RecipeError) -> Node {
    func malformed(_ mark: Mark?, _ reason: String) -> RecipeError {
      .malformed(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, reason: reason)
    }
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw malformed(nil, "the file is empty")
      }
      return node
    } catch let error as RecipeError {
      throw error
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw malformed(mark, "not YAML: \(problem)")
      case .duplicatedKeysInMapping(let duplicates, let context):
        let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
        throw malformed(context.mark, "repeated key \(names)")
      default: throw malformed(nil, "not YAML: \(error)")
      }
    } catch {
      throw malformed(nil, "not YAML: \(error)")
    }
  }
}
