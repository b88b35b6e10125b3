/// Why the validation itself could not be done; what the program did wrong is a result instead.
package enum ValidationError: Error, Hashable, CustomStringConvertible {
  case fixture(path: String, reason: String)
  case tool(String)
  case missingProgram(String)
  case missingInterpreter(script: String)

  package var description: String {
    switch self {
    case .fixture(let path, let reason): "cannot prepare \(path): \(reason)"
    case .tool(let reason): reason
    case .missingProgram(let path):
      "there is no \(path): the build did not make the program that the recipe validates"
    case .missingInterpreter(let script): "there is no interpreter to run \(script)"
    }
  }
}
