/// Why an external program could not be run, or did not do its job.
package enum ToolError: Error, Hashable, CustomStringConvertible {
  case cannotRun(program: String, reason: String)
  /// The program ran and failed where fdport needs its success.
  case failed(program: String, status: String, output: String)
  case cancelled(String)
  /// A worker answered with something that is not its protocol.
  case damagedReply(worker: String, reason: String)

  package var description: String {
    switch self {
    case .cannotRun(let program, let reason): "cannot run \(program): \(reason)"
    case .failed(let program, let status, let output):
      "\(program) failed with \(status)\(output.isEmpty ? "" : ":\n\(output)")"
        + FullDisk.remedy(for: output) + MissingLibrary.remedy(for: output)
    case .cancelled(let program): "\(program) was interrupted"
    case .damagedReply(let worker, let reason):
      "the worker \(worker) gave no usable answer: \(reason)"
    }
  }
}
