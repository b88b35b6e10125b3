import Lexing

/// One preprocessing directive.
struct Directive {
  /// `if`, `define`, `include` ...; empty for a lone `#`.
  let name: String
  /// Where its first physical line starts.
  let lineStart: Int
  /// Where its `#` stands.
  let hash: Int
  /// After its last line, the line break excluded.
  let end: Int
  /// The indices of its tokens after the name, comments left out.
  let operands: [Int]
}

/// One branch of a conditional: from an `#if`, `#elif` or `#else` to the next of its kind.
struct Branch {
  /// The index of the directive that opens it.
  let directive: Int
  /// The bytes between that directive and the next of the conditional.
  var body: Range<Int>
  /// What holds in it, from its own directive and those before it.
  let condition: Condition
}

/// An `#if` with everything up to its `#endif`.
struct Conditional {
  var branches: [Branch]
  /// The index of the `#endif`.
  var end: Int?
}
