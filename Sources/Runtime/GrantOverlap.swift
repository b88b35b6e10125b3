/// Rules about grants that only show when two of them are seen together.
struct GrantOverlap {
  let grants: [OpenedGrant]
  /// Where each grant that has rights is in its file system, by its number; filled only if something
  /// can overlap.
  private let places: [Int32: MountTable.Place]
  private let mounts: MountTable?

  init(grants: [OpenedGrant]) throws(RuntimeError) {
    self.grants = grants
    // The table costs more than all the rest, and most grants have nothing to hide from each other.
    let isNeeded =
      grants.contains { !($0.rights ?? []).isDisjoint(with: .replacing) }
      || grants.indices.contains { index in
        grants[..<index].contains { Self.disagree(grants[index], $0) }
      }
    guard isNeeded else {
      places = [:]
      mounts = nil
      return
    }
    guard let mounts = MountTable() else {
      throw .system(
        "/proc/self/mountinfo cannot be read, which tells whether grants overlap")
    }
    var places: [Int32: MountTable.Place] = [:]
    for grant in grants {
      guard let location = grant.location else { continue }
      places[grant.grant.number] = mounts.place(of: location.descriptor).map { place in
        location.newName.map { place.appending($0) } ?? place
      }
    }
    self.places = places
    self.mounts = mounts
  }

  /// Landlock's rules are a union: a directory that is granted for reading inside one that is
  /// granted for writing would be writable. So related grants must have the same rights, unless a
  /// read-only mount takes away what the other one has more. Whether it has to is returned.
  ///
  /// Seen by the directories above, and by the place in the file system, which a bind mount does not
  /// change. A hard link is not seen.
  func refuseDifferentRights() throws(RuntimeError) -> Bool {
    var needsMounts = false
    for (index, one) in grants.enumerated() {
      for other in grants[..<index] {
        guard Self.disagree(one, other), contains(one, other) || contains(other, one) else {
          continue
        }
        let reason = Self.reason(one, other)
        guard Self.mountsWouldDo(one, other) else { throw .grant(one.grant.place, reason: reason) }
        let mounts = KernelPieces.readOnlyMounts()
        guard mounts.isPresent else {
          throw .grant(
            one.grant.place,
            reason: reason + " here, where user namespaces are missing"
              + (mounts.finding.map { " (\($0))" } ?? ""))
        }
        needsMounts = true
      }
    }
    return needsMounts
  }

  /// Whether the rights are as they should be if each directory that is granted for reading alone is
  /// a read-only mount, mounts.c.
  private static func mountsWouldDo(_ one: OpenedGrant, _ other: OpenedGrant) -> Bool {
    guard one.isDirectory, other.isDirectory, let rights = one.rights,
      let otherRights = other.rights
    else { return false }
    let union = rights.union(otherRights)
    return [rights, otherRights].allSatisfy { own in
      own == (own.isDisjoint(with: .changing) ? union.subtracting(.changing) : union)
    }
  }

  /// Two grants cannot make the same file.
  func refuseSameNewFile() throws(RuntimeError) {
    for (index, one) in grants.enumerated() {
      guard let location = one.location, location.newName != nil else { continue }
      for other in grants[..<index] where other.location?.isSame(as: location) ?? false {
        throw .grant(
          one.grant.place, reason: "would make the same file as \(other.grant.place.key)")
      }
    }
  }

  /// Whether the two cannot be had together, without more, if they touch.
  private static func disagree(_ one: OpenedGrant, _ other: OpenedGrant) -> Bool {
    guard let rights = one.rights, let otherRights = other.rights else { return false }
    if one.isLog || other.isLog {
      guard let changer = one.isLog ? (other.isLog ? nil : otherRights) : rights else {
        return false
      }
      return !changer.isDisjoint(with: .replacing)
    }
    guard !one.isDirectory || !other.isDirectory else { return rights != otherRights }
    // A file's own descriptor knows no names, and names alone do not touch its contents.
    let contents = rights.intersection(.contents)
    let otherContents = otherRights.intersection(.contents)
    return contents != otherContents && !contents.isEmpty && !otherContents.isEmpty
  }

  private static func reason(_ one: OpenedGrant, _ other: OpenedGrant) -> String {
    let rights = one.rights ?? []
    let otherRights = other.rights ?? []
    guard !one.isLog && !other.isLog else {
      let (log, changer) = one.isLog ? (one, other) : (other, one)
      return "overlaps \(other.grant.place.key): with the rights \(changer.rights ?? []) of "
        + "\(changer.grant.place.key) the log \(log.grant.place.key) could be rewritten"
    }
    return "(\(rights)) overlaps \(other.grant.place.key) (\(otherRights)): one lies in the "
      + "other or both are the same file, and different rights could not be enforced"
  }

  /// A program that can write to its own file, or put another in its place, could become another one
  /// at its next start.
  func refuseWritableProgram(
    _ program: ProgramFile, place: GrantPlace, path: String
  ) throws(RuntimeError) {
    guard let grant = grantThatReplaces(program) else { return }
    throw .programCannotRun(
      place, path: path,
      reason: "could be overwritten by itself: it lies in the writable grant \(grant.grant.place)")
  }

  private func grantThatReplaces(_ program: ProgramFile) -> OpenedGrant? {
    let programPlace = mounts?.place(of: program.descriptor)
    return grants.first { grant in
      guard let rights = grant.rights, !rights.isDisjoint(with: .replacing) else { return false }
      return contains(grant, program.identity, program.ancestors, programPlace)
    }
  }

  /// The same of a program that may be started from inside, and of what starts it.
  func refuseWritable(
    _ program: ProgramFile, called name: String? = nil, grantedAt place: GrantPlace
  ) throws(RuntimeError) {
    guard let grant = grantThatReplaces(program) else { return }
    let subject = name.map { "is started by \($0), which" } ?? ""
    throw .grant(
      place,
      reason: subject + (subject.isEmpty ? "" : " ")
        + "could be overwritten from inside: it lies in the writable grant \(grant.grant.place)")
  }

  private func contains(_ grant: OpenedGrant, _ other: OpenedGrant) -> Bool {
    guard let own = grant.location, let location = other.location else { return false }
    return own.isSame(as: location)
      || contains(
        grant, location.identity, location.ancestors, places[other.grant.number])
  }

  private func contains(
    _ grant: OpenedGrant, _ identity: FileStatus.Identity?, _ ancestors: [FileStatus.Identity],
    _ place: MountTable.Place?
  ) -> Bool {
    guard let location = grant.location else { return false }
    if let own = location.identity {
      if own == identity || (grant.isDirectory && ancestors.contains(own)) { return true }
    }
    guard let place, let ownPlace = places[grant.grant.number] else { return false }
    return ownPlace.contains(place)
  }
}
