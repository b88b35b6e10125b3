/// Where in the file system a granted file or directory is, for rules about grants that touch.
struct GrantLocation {
  /// The file itself, or the directory in which it is to be made.
  let descriptor: HeldDescriptor
  /// The name of a file that is to be made.
  let newName: String?
  /// Nil for what is to be made.
  let identity: FileStatus.Identity?
  /// Nearest first.
  let ancestors: [FileStatus.Identity]

  /// Of what is there.
  init(
    existing descriptor: HeldDescriptor, path: GrantedPath, opener: GrantOpener
  ) throws(GrantOpener.Failure) {
    self.descriptor = descriptor
    newName = nil
    identity = descriptor.status?.identity
    ancestors = try opener.ancestors(of: descriptor, path: path)
  }

  /// Of what will be made in a directory.
  init(
    new name: String, in parent: HeldDescriptor, opener: GrantOpener
  ) throws(GrantOpener.Failure) {
    descriptor = parent
    newName = name
    identity = nil
    guard let own = parent.status?.identity else { throw .other("cannot be examined") }
    ancestors = [own] + (try opener.ancestors(ofDirectory: parent))
  }

  /// Whether both are the same file, or will be.
  func isSame(as other: GrantLocation) -> Bool {
    if let newName { return newName == other.newName && ancestors.first == other.ancestors.first }
    return identity != nil && identity == other.identity
  }
}
