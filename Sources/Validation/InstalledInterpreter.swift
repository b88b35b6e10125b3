/// The interpreter that runs the scripts of a validation.
package struct InstalledInterpreter: Hashable, Sendable {
  package let program: String
  /// The directory that holds `lib/pythonX.Y`.
  package let library: String

  package init(program: String, library: String) {
    self.program = program
    self.library = library
  }
}
