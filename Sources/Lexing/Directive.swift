package import Findings

/// One preprocessing directive as it stands in the source text, taken or not.
package struct Directive: Hashable, Sendable {
  /// `ifdef`, `define` ...; empty for a null directive.
  package let name: String
  /// What follows the name, without comments, continuation lines joined by one space.
  package let text: String
  /// From the `#` to the end of its last line, line break excluded.
  package let range: SiteAnatomy.ByteRange
  /// The line of the `#`, from 1.
  package let line: Int
}
