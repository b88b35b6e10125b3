package import Catalogue

/// One place in the source where an ambient name is used, as reported.
package struct Finding: Codable, Hashable, Sendable {
  /// How the name is used.
  package enum Kind: String, Codable, Sendable {
    case call
    /// The function's address is taken.
    case reference
    /// A variable or stream such as `stdin`.
    case object
    /// A call by number: `syscall(SYS_open, ...)`.
    case systemCall = "system-call"
    /// A function looked up by its name: `dlsym(handle, "open")`.
    case lookup
    /// A system call instruction in inline assembly.
    case assembly
    /// In text that this configuration does not compile: found by the lexer, not by the parser.
    case inactive
  }

  /// Whether code results from the site.
  package enum State: String, Codable, Sendable {
    case active
    /// There is code, but the conditions around it imply that it is absent on the platform.
    case guarded
    /// Behind a condition that is constant in this configuration.
    case dead
    /// An operand of sizeof, typeof or an association of _Generic that is not chosen.
    case unevaluated
    /// A value that nobody uses: `(void)stdin;`.
    case discarded
    /// In an inline function that no unit refers to.
    case unusedInline = "unused-inline"
  }

  /// The catalogue's canonical name.
  package let function: String
  /// The name that the object file will refer to.
  package let linkName: String
  package let kind: Kind
  package let level: Level
  package let authority: Authority
  /// Relative to the source root, with forward slashes.
  package let file: String
  /// From 1.
  package let line: Int
  /// From 1, in bytes.
  package let column: Int
  /// The function around it; nil at file scope.
  package let enclosing: String?
  /// The preprocessor conditions around it, outermost first, as written in the source.
  package let conditions: [String]
  package let replacement: String?
  /// Stable against lines being added above it.
  package let fingerprint: String
  package let state: State
  /// The macro by which the conditions around it say that it is absent; nil if they do not.
  package let guardMacro: String?
  /// The constant path, address or name that it is called with, as a C string or number would be
  /// written; nil if it is not constant.
  package let argument: String?
  /// Set if somebody decided that this one is to stay.
  package var suppression: Suppression?

  package init(
    function: String, linkName: String, kind: Kind, level: Level, authority: Authority,
    file: String, line: Int, column: Int, enclosing: String?, conditions: [String],
    replacement: String?, fingerprint: String, state: State = .active, argument: String? = nil,
    guardMacro: String? = nil, suppression: Suppression? = nil
  ) {
    self.function = function
    self.linkName = linkName
    self.kind = kind
    self.level = level
    self.authority = authority
    self.file = file
    self.line = line
    self.column = column
    self.enclosing = enclosing
    self.conditions = conditions
    self.replacement = replacement
    self.fingerprint = fingerprint
    self.state = state
    self.argument = argument
    self.guardMacro = guardMacro
    self.suppression = suppression
  }

  /// True if an audit is not clean because of it.
  package var isCounted: Bool {
    level == .forbidden && kind != .inactive && guardMacro == nil && suppression == nil
  }
}
