/// How the ported program is shown to work, and to fail where it must.
package struct ValidationPlan: Hashable, Sendable {
  /// One run of a program in the runtime.
  package struct Case: Hashable, Sendable {
    package let name: String
    /// The grants file, relative to the recipes directory.
    package let grants: String
    /// Which product of the build runs, or the built-in `probe`.
    package let program: String
    package let arguments: [String]

    package let status: Int
    /// Each must occur in the output.
    package let prints: [String]
    /// Files that must exist afterwards, with their exact contents.
    package let writes: [String: String]

    package init(
      name: String, grants: String, program: String, arguments: [String], status: Int,
      prints: [String], writes: [String: String]
    ) {
      self.name = name
      self.grants = grants
      self.program = program
      self.arguments = arguments
      self.status = status
      self.prints = prints
      self.writes = writes
    }
  }

  package let cases: [Case]

  package init(cases: [Case]) {
    self.cases = cases
  }
}
