/// A program that may be started from inside: `!program`.
package struct ProgramGrant: Hashable, Sendable {
  /// A directory of the same file that a started program may be handed, by its name.
  package struct Pass: Hashable, Sendable {
    package let name: String
    /// Fewer than the grant's own; nil for the same.
    package let rights: Rights?
    package let place: GrantPlace

    package init(name: String, rights: Rights? = nil, place: GrantPlace) {
      self.name = name
      self.rights = rights
      self.place = place
    }
  }

  package let path: GrantedPath
  /// Those that it always gets, its own name first.
  package let arguments: [String]
  /// How many more whoever starts it may add.
  package let moreArguments: Int
  /// As `NAME=value`, whole.
  package let environment: [String]
  package let passes: [Pass]
  /// How many may run at a time.
  package let children: Int

  package static let standardChildren = 16

  package init(
    path: GrantedPath, arguments: [String], moreArguments: Int = 0, environment: [String] = [],
    passes: [Pass] = [], children: Int = standardChildren
  ) {
    self.path = path
    self.arguments = arguments
    self.moreArguments = moreArguments
    self.environment = environment
    self.passes = passes
    self.children = children
  }

  var name: String { path.path.split(separator: "/").last.map(String.init) ?? "program" }
}
