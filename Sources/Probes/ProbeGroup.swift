/// The acts that one set of grants serves. A call of another architecture ends the process, so each of
/// the two takes a run.
package enum ProbeGroup: String, CaseIterable, Sendable {
  case main, metadata, root, races, int80, x32

  /// The grants that the probes count on; Sources/launch/probes/probe.h has the numbers.
  package func grants(
    seconds: Double, only mechanism: String? = nil, isBrokered: Bool = false
  ) -> String {
    let arguments =
      ["fdport-probe", "inside", rawValue, "\(seconds)", mechanism ?? "all"]
      + (isBrokered ? ["brokered"] : [])
    return """
      arguments: [\(arguments.map { "\"\($0)\"" }.joined(separator: ", "))]
      descriptors:
        1: !stdout inherit
        2: !stderr inherit
      \(descriptors.map { "  \($0)\n" }.joined())
      """
  }

  private var descriptors: [String] {
    if self == .root { return ["4: !dir { path: /, rights: read }"] }
    let directories = [
      "3: !dir { path: writable, rights: all }", "4: !dir { path: readable, rights: read }",
      "6: !dir { path: keeping, rights: read-write }",
    ]
    // A file that is granted for reading would forbid all changes of modes and times.
    if self == .metadata { return directories }
    return directories + [
      "5: !file { path: file, rights: read }", "7: !log { path: log }", "8: !memory text",
      "9: !dir { path: unlisted, rights: [read] }",
    ]
  }
}
