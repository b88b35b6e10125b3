/// One descriptor that a program starts with.
package struct Grant: Hashable, Sendable {
  package enum Resource: Hashable, Sendable {
    /// `/dev/null`.
    case null
    /// The caller's own standard input, output or error, by number.
    case inherited(Int32)
    case directory(GrantedPath, Rights)
    case file(GrantedPath, Rights, FileCreation)
  }

  /// What happens to a file granted for writing when it is opened.
  package struct FileCreation: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
      self.rawValue = rawValue
    }

    package static let create = FileCreation(rawValue: 1)
    package static let truncate = FileCreation(rawValue: 2)
  }

  package let number: Int32
  package let resource: Resource
  package let place: GrantPlace

  package init(number: Int32, resource: Resource, place: GrantPlace) {
    self.number = number
    self.resource = resource
    self.place = place
  }
}

/// A path in a grants file.
package struct GrantedPath: Hashable, Sendable {
  /// Relative paths start at the grants' directory.
  package let path: String
  /// Whether symbolic links on the way are followed. Not by default: a previous run of the same
  /// program may have planted one.
  package let followsLinks: Bool

  package init(path: String, followsLinks: Bool = false) {
    self.path = path
    self.followsLinks = followsLinks
  }
}
