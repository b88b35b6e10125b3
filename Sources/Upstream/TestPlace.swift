package import Tools

/// Where tests run: in the runtime, or outside with everything that the machine has.
package protocol TestPlace: Sendable {
  /// For people.
  var name: String { get }
  /// What the results depend on: interpreter, library, tests, grants.
  func identity() throws -> [String]
  /// Writes what it takes into `fixture`, and says how it is started.
  func start(_ task: TestTask, in fixture: TestFixture) throws(UpstreamError) -> Tool
}
