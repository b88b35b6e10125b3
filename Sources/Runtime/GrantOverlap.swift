/// Rules about grants that only show when two of them are seen together.
struct GrantOverlap {
  let grants: [OpenedGrant]
  /// Where each grant that has rights is in its file system; filled only if something can overlap.
  private let places: [Int32: MountTable.Place]
  private let mounts: MountTable?

  init(grants: [OpenedGrant]) throws(RuntimeError) {
    self.grants = grants
    guard grants.contains(where: { $0.rights?.contains(.write) ?? false }) else {
      places = [:]
      mounts = nil
      return
    }
    guard let mounts = MountTable() else {
      throw .system(
        "/proc/self/mountinfo cannot be read, which tells whether a writable grant overlaps others")
    }
    var places: [Int32: MountTable.Place] = [:]
    for grant in grants where grant.rights != nil {
      places[grant.descriptor.number] = mounts.place(of: grant.descriptor)
    }
    self.places = places
    self.mounts = mounts
  }

  /// Landlock's rules are a union: a directory that is granted for reading inside one that is
  /// granted for writing would be writable. So related grants must have the same rights.
  ///
  /// Seen by the directories above, and by the place in the file system, which a bind mount does not
  /// change. A hard link is not seen.
  func refuseDifferentRights() throws(RuntimeError) {
    for (index, one) in grants.enumerated() {
      for other in grants[..<index] {
        guard let rights = one.rights, let otherRights = other.rights,
          differ(one, other),
          contains(one, other.identity, other.ancestors, place(of: other))
            || contains(other, one.identity, one.ancestors, place(of: one))
        else { continue }
        throw .grant(
          one.grant.place,
          reason: "(\(rights)) overlaps \(other.grant.place.key) (\(otherRights)): one lies in the "
            + "other or both are the same file, and different rights could not be enforced")
      }
    }
  }

  /// A file has no names beneath it, so that only reading and writing can differ from a directory's.
  private func differ(_ one: OpenedGrant, _ other: OpenedGrant) -> Bool {
    guard let rights = one.rights, let otherRights = other.rights else { return false }
    if one.isDirectory && other.isDirectory { return rights != otherRights }
    return !rights.symmetricDifference(otherRights).isDisjoint(with: [.read, .write])
  }

  /// A program that can write to its own file could become another one at its next start.
  func refuseWritableProgram(
    _ program: ProgramFile, place: GrantPlace, path: String
  ) throws(RuntimeError) {
    let programPlace = mounts?.place(of: program.descriptor)
    for grant in grants where grant.rights?.contains(.write) ?? false {
      guard contains(grant, program.identity, program.ancestors, programPlace) else { continue }
      throw .programCannotRun(
        place, path: path,
        reason: "could be overwritten by itself: it lies in the writable grant \(grant.grant.place)"
      )
    }
  }

  private func contains(
    _ grant: OpenedGrant, _ identity: FileStatus.Identity?, _ ancestors: [FileStatus.Identity],
    _ place: MountTable.Place?
  ) -> Bool {
    guard let own = grant.identity else { return false }
    if own == identity || (grant.isDirectory && ancestors.contains(own)) { return true }
    guard let place, let ownPlace = self.place(of: grant) else { return false }
    return ownPlace.contains(place)
  }

  private func place(of grant: OpenedGrant) -> MountTable.Place? {
    places[grant.descriptor.number]
  }
}
