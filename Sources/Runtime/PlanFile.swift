import CLinux
import Glibc

/// A plan as a file: grants that were read and checked once, from which the launcher starts the program
/// without fdport. Its first line names the launcher, so that the file can be executed.
package struct PlanFile: Sendable {
  package let bytes: [UInt8]

  /// Checks all grants as `run` does; makes nothing. What the plan names is opened at each start, and must
  /// still be the same files.
  package init(
    _ grants: Grants, launcher: String, path: String, isBrokered: Bool = false
  ) throws(RuntimeError) {
    let first = "#!\(launcher)\n"
    // execve(2): the line is cut at 255 characters, and an interpreter's path has no blanks.
    guard first.utf8.count <= 255, !launcher.contains(where: \.isWhitespace) else {
      throw .system(
        "the path of the launcher, \(launcher), is too long or has blanks for a first line")
    }
    var plan = try Launch.planForFile(grants, path: path)
    plan.isBrokered = isBrokered
    bytes =
      Array(first.utf8)
      + [UInt8](repeating: 0, count: Int(PLAN_FILE_START) - first.utf8.count) + plan.bytes
  }

  /// Writes it whole or not at all, to a new file or over an old plan; executable for its owner alone, as
  /// it holds the environment and the argument.
  package func write(to path: String) throws(RuntimeError) {
    let temporary = "\(path).\(getpid()).new"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o700)
    guard file >= 0 else {
      throw .system("\(temporary) cannot be made: \(GrantOpener.text(errno))")
    }
    let written = Glibc.write(file, bytes, bytes.count)
    let reason = GrantOpener.text(errno)
    close(file)
    guard written == bytes.count else {
      unlink(temporary)
      throw .system("\(temporary) cannot be written: \(reason)")
    }
    guard rename(temporary, path) == 0 else {
      throw .system("\(path) cannot be written: \(GrantOpener.text(errno))")
    }
  }
}

extension Launch {
  /// A plan that names what it opens.
  static func planForFile(_ grants: Grants, path: String) throws(RuntimeError) -> LaunchPlan {
    let (opened, program, needsMounts) = try examine(
      grants, status: nil, streams: StandardStreams.ofCaller)
    try refuseWritable(plan: path, opened)
    // Without links: the launcher refuses those that lead to a grant.
    guard let resolved = realpath(grants.directory, nil) else {
      throw .system("\(grants.directory) cannot be resolved: \(GrantOpener.text(errno))")
    }
    defer { free(resolved) }
    let base = String(cString: resolved)
    let absolute = { (path: String) in path.hasPrefix("/") ? path : "\(base)/\(path)" }
    var openings = [PlanOpening(program: grants, program, absolute: absolute)]
    for grant in opened {
      guard let opening = PlanOpening(grant, absolute: absolute) else {
        throw .grant(
          grant.grant.place,
          reason:
            "is made anew at each start, and cannot stand in a plan: files, directories, null and "
            + "the standard streams can")
      }
      openings.append(opening)
    }
    var plan = plan(for: opened, grants, hasStatus: false, countsStreams: false)
    plan.needsMounts = needsMounts
    plan.openings = openings
    return plan
  }

  /// A program that can change its plan could have any grant at its next start.
  private static func refuseWritable(
    plan path: String, _ opened: [OpenedGrant]
  ) throws(RuntimeError) {
    let parent =
      path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : "."
    let place = GrantedPath(path: parent.isEmpty ? "/" : parent, followsLinks: true)
    let opener = try GrantOpener(directory: ".", file: path)
    do throws(GrantOpener.Failure) {
      let directory = try opener.open(place, flags: O_RDONLY | O_DIRECTORY)
      guard let identity = directory.status?.identity else { throw .other("cannot be examined") }
      let above = try opener.ancestors(of: directory, path: place) + [identity]
      for grant in opened {
        guard let own = grant.location?.identity, above.contains(own), let rights = grant.rights,
          !rights.isDisjoint(with: [.write, .create, .delete])
        else { continue }
        throw .other(
          "lies in the writable grant \(grant.grant.place): the program could change its plan")
      }
    } catch {
      throw .system("\(path) \(error.reason)")
    }
  }
}
