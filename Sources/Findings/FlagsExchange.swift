/// What an audit worker is asked: to analyse a unit, or what libclang makes of flags.
package enum WorkerRequest: Codable, Sendable {
  case unit(UnitRequest)
  case flags(FlagsRequest)
}

/// Asks libclang for the macros that it has under some flags, and where it looks for headers.
package struct FlagsRequest: Codable, Hashable, Sendable {
  package let arguments: [String]
  /// A text whose macros are wanted too.
  package let text: String

  package init(arguments: [String], text: String) {
    self.arguments = arguments
    self.text = text
  }
}

/// The answer to a ``FlagsRequest``; the worker says null instead if libclang does not take the flags.
package struct FlagsAnswer: Codable, Hashable, Sendable {
  /// `NAME BODY` for each macro, the tokens of its body joined by single blanks.
  package let macros: [String]
  /// What clang's -v says.
  package let searchText: String
  /// The files that are mapped as code into the worker, sorted.
  package let libraries: [String]

  package init(macros: [String], searchText: String, libraries: [String]) {
    self.macros = macros
    self.searchText = searchText
    self.libraries = libraries
  }
}
