import Tools

/// Why a suite of tests could not be run or judged; what the tests do is a result instead.
package enum UpstreamError: Error, Hashable, CustomStringConvertible {
  case file(path: String, reason: String)
  /// The file of differences.
  case malformed(file: String, line: Int, reason: String)
  case malformedResults(file: String, line: Int)
  /// The interpreter cannot tell which modules there are.
  case noModules(program: String, output: String)
  case noSuchModule(String)
  case cancelled
  case tool(String)

  package var description: String {
    switch self {
    case .file(let path, let reason):
      "cannot use \(path): \(reason)" + FullDisk.remedy(for: reason)
    case .malformed(let file, let line, let reason): "\(file):\(line): \(reason)"
    case .malformedResults(let file, let line):
      "\(file):\(line): this is no line of results; does a test write to a descriptor that is not its own?"
    case .noModules(let program, let output):
      "\(program) does not say which modules of tests there are; it said: \(output)"
    case .noSuchModule(let name):
      "no module of tests is called '\(name)': --only takes names as test_os, and * in them"
    case .cancelled: "interrupted"
    case .tool(let reason): reason
    }
  }
}
