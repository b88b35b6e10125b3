/// Why a baseline cannot be used.
package enum BaselineError: Error, Hashable, CustomStringConvertible {
  case malformed(file: String, line: Int, reason: String)
  case otherProfile(file: String, profile: String, asked: String)

  package var description: String {
    switch self {
    case .malformed(let file, let line, let reason):
      """
      \(file):\(line): \(reason)
      help: `--write-baseline \(file)` writes it anew; a merge is solved by keeping the lines of both sides
      """
    case .otherProfile(let file, let profile, let asked):
      """
      \(file) was written under the profile \(profile), and this audit is under \(asked)
      help: audit with --profile \(profile), or write another with --write-baseline
      """
    }
  }
}
