import CLinux
import Foundation

/// A plan as a file: grants that were read and checked once, from which the launcher starts the program
/// without fdport. Its first line names the launcher, so that the file can be executed.
package struct PlanFile: Hashable, Sendable {
  package let bytes: [UInt8]

  /// Checks all grants as `run` does; makes nothing. What the plan names is opened at each start, and must
  /// still be the same files.
  package init(_ grants: Grants, launcher: String) throws(RuntimeError) {
    let first = "#!\(launcher)\n"
    // execve(2): the line is cut at 255 characters, and an interpreter's path has no blanks.
    guard first.utf8.count <= 255, !launcher.contains(where: \.isWhitespace) else {
      throw .system(
        "the path of the launcher, \(launcher), is too long or has blanks for a first line")
    }
    let plan = try Launch.planForFile(grants)
    bytes =
      Array(first.utf8)
      + [UInt8](repeating: 0, count: Int(PLAN_FILE_START) - first.utf8.count) + plan.bytes
  }

  /// Writes it whole or not at all, executable, to a new file or over an old plan.
  package func write(to path: String) throws(RuntimeError) {
    let temporary = "\(path).new"
    do {
      try Data(bytes).write(to: URL(filePath: temporary))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: temporary)
    } catch {
      throw .system("\(temporary) cannot be written: \(error.localizedDescription)")
    }
    guard rename(temporary, path) == 0 else {
      throw .system("\(path) cannot be written: \(GrantOpener.text(errno))")
    }
  }
}

extension Launch {
  /// A plan that names what it opens.
  static func planForFile(_ grants: Grants) throws(RuntimeError) -> LaunchPlan {
    let (opened, program, needsMounts) = try examine(
      grants, status: nil, streams: StandardStreams.ofCaller)
    let here = FileManager.default.currentDirectoryPath
    let base = grants.directory.hasPrefix("/") ? grants.directory : "\(here)/\(grants.directory)"
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
    var plan = plan(for: opened, grants, hasStatus: false)
    plan.needsMounts = needsMounts
    plan.openings = openings
    return plan
  }
}
