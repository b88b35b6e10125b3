/// One descriptor that a program starts with.
package struct Grant: Hashable, Sendable {
  package enum Resource: Hashable, Sendable {
    /// `/dev/null`.
    case null
    /// The caller's own standard input, output or error, by number.
    case inherited(Int32)
    /// Another descriptor that the caller holds.
    case held(Int32)
    case directory(GrantedPath, Rights)
    case file(GrantedPath, Rights, FileCreation)
    /// The writing end of a pipe that is drained into a file, at its end.
    case log(GrantedPath, creates: Bool)
    case socket(SocketGrant)
    /// One end of a pipe between grants of the same file.
    case pipe(name: String, end: PipeEnd)
    case memory(MemoryGrant)
    /// Another program, which may be started from inside.
    case program(ProgramGrant)
    /// The run's own terminal.
    case terminal
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

  package enum PipeEnd: String, Hashable, Sendable {
    case read, write
  }

  package let number: Int32
  /// By which a program finds it; nil if its key is only a number.
  package let name: String?
  package let resource: Resource
  package let place: GrantPlace

  package init(number: Int32, name: String? = nil, resource: Resource, place: GrantPlace) {
    self.number = number
    self.name = name
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

/// A file in memory.
package struct MemoryGrant: Hashable, Sendable {
  package let contents: [UInt8]
  /// Fixed, if the file says so; otherwise as long as the contents, or as the program makes it.
  package let size: Int?
  /// Otherwise sealed, and open for reading only.
  package let isWritable: Bool

  package init(contents: [UInt8], size: Int? = nil, isWritable: Bool) {
    self.contents = contents
    self.size = size
    self.isWritable = isWritable
  }
}
