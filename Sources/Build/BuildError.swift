package import Cache
package import Tools

/// Why a tree could not be built. A failing test is not among them: that is an outcome.
package enum BuildError: Error, Hashable, CustomStringConvertible {
  /// A step of the recipe failed; `log` is the file with the whole output.
  case stepFailed(label: String, step: String, status: String, tail: String, log: String)
  /// The steps succeeded without leaving what the recipe promises.
  case missingProduct(label: String, product: String, tree: String)
  /// The build steps compiled nothing that could be seen.
  case nothingCaptured(label: String, log: String)
  case damagedDatabase(path: String, reason: String)
  case missingTool(String, remedy: String)
  case cache(CacheError)
  case tool(ToolError)
  case interrupted

  package var description: String {
    switch self {
    case .stepFailed(let label, let step, let status, let tail, let log):
      "\(label): the step `\(step)` failed with \(status):\n\(tail)\nthe whole log: \(log)"
        + FullDisk.remedy(for: tail)
    case .missingProduct(let label, let product, let tree):
      "\(label): the build left no \(product) in \(tree); correct the recipe's products or steps"
    case .nothingCaptured(let label, let log):
      "\(label): no compiler call was seen in the build steps; the whole log: \(log)"
    case .damagedDatabase(let path, let reason): "\(path): \(reason)"
    case .missingTool(let name, let remedy): "\(name) is missing: \(remedy)"
    case .cache(let error): error.description
    case .tool(let error): error.description
    case .interrupted: "interrupted"
    }
  }

  /// Whatever was thrown below a closure of the cache, as one of the cases.
  static func wrapping(_ error: any Error) -> BuildError {
    switch error {
    case let error as BuildError: error
    case let error as CacheError: .cache(error)
    case let error as ToolError: .tool(error)
    case is CancellationError: .interrupted
    default: .cache(.unreadable(path: "the build", reason: "\(error)"))
    }
  }
}
