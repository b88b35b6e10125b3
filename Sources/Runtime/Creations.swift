import Glibc

/// Files that were made for a run which has not begun: a run that is refused after all leaves none.
final class Creations {
  private struct Made {
    var parent: HeldDescriptor
    let name: String
    let identity: FileStatus.Identity
  }

  private var made: [Made] = []

  func note(_ name: String, in parent: HeldDescriptor, identity: FileStatus.Identity) {
    made.append(Made(parent: parent, name: name, identity: identity))
  }

  /// Moves what `undo` needs out of the way of descriptors that are about to take their numbers.
  func keep(above lowest: Int32) {
    for index in made.indices {
      guard let copy = HeldDescriptor.duplicate(of: made[index].parent.number, atLeast: lowest)
      else { continue }
      made[index].parent = copy
    }
  }

  /// Removes them, unless something else stands in their place by now.
  func undo() {
    for file in made.reversed() {
      var status = stat()
      guard fstatat(file.parent.number, file.name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        FileStatus.Identity(device: UInt(status.st_dev), file: UInt(status.st_ino))
          == file.identity
      else { continue }
      unlinkat(file.parent.number, file.name, 0)
    }
    made = []
  }
}
