/// How a project says by macro that a function exists, beside the catalogue's own feature macros.
package struct GuardConvention: Codable, Hashable, Sendable {
  /// `{NAME}` stands for the function's name in upper case.
  package let macro: String
  /// Whether the macro is defined where the function exists, or where it does not.
  package let isDefined: Bool
  /// The macros of functions for which the project has another, by function.
  package let exceptions: [String: String]

  package init(macro: String, isDefined: Bool, exceptions: [String: String] = [:]) {
    self.macro = macro
    self.isDefined = isDefined
    self.exceptions = exceptions
  }

  package func macro(for function: String) -> String {
    exceptions[function] ?? macro.replacing("{NAME}", with: function.uppercased())
  }
}
