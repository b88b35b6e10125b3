import CLinux
import Glibc

/// A granted program, examined, and the socket on which it is asked for.
struct OpenedProgram {
  let grant: ProgramGrant
  let file: ProgramFile
  /// What the program that asks holds.
  let asking: HeldDescriptor
  /// The spawner's end.
  let answering: HeldDescriptor

  init(_ grant: ProgramGrant, with opener: GrantOpener) throws(GrantOpener.Failure) {
    self.grant = grant
    file = try ProgramFile(grant.path, with: opener)
    var ends: [Int32] = [-1, -1]
    let result = linux_packet_pair(&ends)
    guard result >= 0 else {
      throw .other("has no socket to ask for it: \(GrantOpener.text(Int32(-result)))")
    }
    (asking, answering) = (HeldDescriptor(ends[0]), HeldDescriptor(ends[1]))
  }

  /// The directories that may be handed on by name, each with the rights that it then has.
  func directories(among grants: [OpenedGrant]) throws(RuntimeError) -> [OpenedGrant] {
    var directories: [OpenedGrant] = []
    for pass in grant.passes {
      let named = grants.first { $0.grant.name == pass.name }
      guard let found = named ?? grants.first(where: { "\($0.grant.number)" == pass.name }) else {
        throw .grant(
          pass.place, reason: "there is no grant \(pass.name): name one, or its number")
      }
      guard found.isDirectory, let own = found.rights else {
        throw .grant(
          pass.place,
          reason: "\(pass.name) is no directory: the program hands on its descriptor itself")
      }
      let rights = pass.rights ?? own
      guard rights.isSubset(of: own) else {
        throw .grant(
          pass.place,
          reason:
            "\(pass.name) cannot be handed on with \(rights.subtracting(own)), which it is not "
            + "granted with")
      }
      directories.append(found.restricted(to: rights))
    }
    return directories
  }
}
