package import Recipe

/// Why no port can be generated from these inputs at all.
package enum PortError: Error, Hashable, CustomStringConvertible {
  /// There is not one anatomy for each finding.
  case unpairedAnatomies(findings: Int, anatomies: Int)
  case unknownProfile(String)
  /// An insertion names a file that the tree lacks.
  case missingFile(patch: String, file: String)
  /// An insertion's anchor line does not occur exactly once.
  case anchorCount(patch: String, file: String, anchor: String, count: Int)
  /// A function is listed by two patches.
  case functionOfTwoPatches(function: String, first: String, second: String)
  /// Two edits of one file touch the same bytes.
  case overlap(file: String, line: Int, first: String, second: String)
  /// A disposition names a function that does not occur.
  case dispositionWithoutSite(PortPlan.Disposition)
  /// A disposition asks for what cannot be done with its function.
  case unfitDisposition(PortPlan.Disposition, String)

  package var description: String {
    switch self {
    case .unpairedAnatomies(let findings, let anatomies):
      "\(findings) findings came with \(anatomies) anatomies: rebuild fdport and its workers together"
    case .unknownProfile(let name): "the port names the unknown profile '\(name)'"
    case .missingFile(let patch, let file):
      "patch \(patch) inserts into \(file), which the source tree does not have"
    case .anchorCount(let patch, let file, let anchor, let count):
      """
      \(file): the line '\(anchor)', after which patch \(patch) inserts, occurs \(count) times; \
      name a line that occurs once
      """
    case .functionOfTwoPatches(let function, let first, let second):
      "\(function) is listed by the patches \(first) and \(second); keep it in one"
    case .overlap(let file, let line, let first, let second):
      "\(file):\(line): \(first) and \(second) change the same lines"
    case .dispositionWithoutSite(let disposition):
      """
      \(disposition.place): \(disposition.function) does not occur\
      \(disposition.file.map { " in \($0)" } ?? ""), so that there is nothing to be \
      \(disposition.answer.rawValue)
      """
    case .unfitDisposition(let disposition, let reason):
      """
      \(disposition.place): \(disposition.function) cannot have the answer \
      '\(disposition.answer.rawValue)': \(reason)
      """
    }
  }
}
