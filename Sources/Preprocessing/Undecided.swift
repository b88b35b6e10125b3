/// Why the preprocessor cannot tell what a unit compiles. The unit is parsed then.
package enum Undecided: Error, Hashable, Sendable {
  /// A text that is not there, is no text, or is written as no lexer here follows it.
  case text
  /// An inclusion that finds nothing, or one too deep.
  case inclusion
  /// A directive whose effect is not followed.
  case directive
  /// A condition that is none, or hangs on what only the compiler knows at that place.
  case condition
}
