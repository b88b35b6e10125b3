/// Rules about grants that only show when two of them are seen together.
struct GrantOverlap {
  let grants: [OpenedGrant]

  /// Landlock's rules are a union: a directory that is granted for reading inside one that is
  /// granted for writing would be writable. So related grants must have the same rights.
  ///
  /// A bind mount or a hard link inside a grant is not seen.
  func refuseDifferentRights() throws(RuntimeError) {
    for (index, one) in grants.enumerated() {
      for other in grants[..<index] {
        guard let rights = one.rights, let otherRights = other.rights, rights != otherRights,
          contains(one, other.identity, other.ancestors)
            || contains(other, one.identity, one.ancestors)
        else { continue }
        throw .grant(
          one.grant.place,
          reason: "(\(rights)) overlaps \(other.grant.place.key) (\(otherRights)): one lies in the "
            + "other or both are the same file, and different rights could not be enforced")
      }
    }
  }

  /// A program that can write to its own file could become another one at its next start.
  func refuseWritableProgram(
    _ program: FileStatus.Identity, ancestors: [FileStatus.Identity], place: GrantPlace,
    path: String
  ) throws(RuntimeError) {
    for grant in grants where grant.rights?.contains(.write) ?? false {
      guard contains(grant, program, ancestors) else { continue }
      throw .programCannotRun(
        place, path: path,
        reason: "could be overwritten by itself: it lies in the writable grant \(grant.grant.place)"
      )
    }
  }

  private func contains(
    _ grant: OpenedGrant, _ identity: FileStatus.Identity?, _ ancestors: [FileStatus.Identity]
  ) -> Bool {
    guard let own = grant.identity else { return false }
    return own == identity || (grant.isDirectory && ancestors.contains(own))
  }
}
