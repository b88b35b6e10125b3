/// One `#define`, with all that its expansion takes.
package struct MacroDefinition: Hashable, Sendable {
  /// The number of the name's spelling.
  package let name: Int32
  /// Spellings of the parameters, `__VA_ARGS__` or GNU's name for it last where it is variadic; nil if it is
  /// object-like.
  package let parameters: [Int32]?
  package let isVariadic: Bool
  package let body: [PreprocessingToken]
}
