/// Where the parts of a site stand in the source text: what the port needs to put a guard around it.
///
/// All offsets are in bytes from the start of `file`, which is relative to the source root.
package struct SiteAnatomy: Codable, Hashable, Sendable {
  /// A half-open range of bytes.
  package struct ByteRange: Codable, Hashable, Sendable {
    package let start: Int
    package let end: Int

    package init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }
  }

  /// A closed range of lines, from 1.
  package struct LineRange: Codable, Hashable, Sendable {
    package let first: Int
    package let last: Int

    package init(first: Int, last: Int) {
      self.first = first
      self.last = last
    }
  }

  /// The `#define` whose body spells the ambient name.
  package struct MacroDefinition: Codable, Hashable, Sendable {
    package let name: String
    /// Nil for an object-like macro.
    package let parameters: [String]?
    /// The body's text with continuation lines joined by one space.
    package let body: String

    package init(name: String, parameters: [String]?, body: String) {
      self.name = name
      self.parameters = parameters
      self.body = body
    }
  }

  /// The file that holds the spelled identifier; for a macro that of its `#define`.
  package let file: String
  /// The identifier as spelled: `fopen` in `fopen(name, "r")`.
  package let identifier: ByteRange
  /// The call from its callee to its closing parenthesis; nil for references and objects, and
  /// for what is spelled in a macro's body.
  package let call: ByteRange?
  /// The whole source region that cannot be split by a `#if`: the full expression or the
  /// declaration around the site; for a macro its `#define` directive, from the `#` to the end of
  /// its last line, line break excluded.
  package let region: ByteRange
  /// Set if the name is spelled in the body of a macro of the project.
  package let macro: MacroDefinition?
  /// True if the identifier is written inside the arguments of a macro invocation.
  package let isInMacroArgument: Bool
  /// Where the finding stands, the lines of the full expression or the declaration around it with
  /// whole macro invocations: a compiler's line table has any of them. Nil if it is one line.
  package let lines: LineRange?

  package init(
    file: String, identifier: ByteRange, call: ByteRange?, region: ByteRange,
    macro: MacroDefinition?, isInMacroArgument: Bool, lines: LineRange? = nil
  ) {
    self.file = file
    self.identifier = identifier
    self.call = call
    self.region = region
    self.macro = macro
    self.isInMacroArgument = isInMacroArgument
    self.lines = lines
  }

  /// The same with ``lines``.
  package func standing(on lines: LineRange?) -> SiteAnatomy {
    SiteAnatomy(
      file: file, identifier: identifier, call: call, region: region, macro: macro,
      isInMacroArgument: isInMacroArgument, lines: lines)
  }
}
