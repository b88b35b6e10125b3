import CLinux
import Glibc

/// What the launcher opens by itself for a plan in a file, and what it must find there.
package struct PlanOpening: Sendable {
  /// As the launcher reads it.
  let planned: plan_opening
  /// The path, or the contents of memory.
  let text: String

  init(program grants: Grants, _ program: ProgramFile, absolute: (String) -> String) {
    self.init(grants.program, O_RDONLY | O_NOCTTY, program.descriptor, absolute)
  }

  /// Nil for what is made anew at each start, and so has no place in a file.
  init?(_ opened: OpenedGrant, absolute: (String) -> String) {
    guard !opened.isToAct, opened.pump == nil else { return nil }
    let held = opened.descriptor
    switch opened.grant.resource {
    case .null:
      self.init(GrantedPath(path: "/dev/null", followsLinks: true), O_RDWR, held, absolute)
    case .inherited(let number):
      self.init(PLAN_STREAM, UInt32(number), text: "")
    case .directory(let path, let rights):
      let access = rights.contains(.list) ? O_RDONLY : Int32(openPath)
      self.init(path, access | O_DIRECTORY, held, absolute)
    case .file(let path, let rights, _):
      let access = rights == .read ? O_RDONLY : rights == .write ? O_WRONLY : O_RDWR
      self.init(path, access | O_NOCTTY, held, absolute)
    case .memory(let memory):
      guard !memory.isWritable, memory.size == nil, !memory.contents.contains(0) else { return nil }
      self.init(PLAN_MEMORY, 0, text: String(decoding: memory.contents, as: UTF8.self))
    case .held, .log, .socket, .pipe, .program, .terminal: return nil
    }
  }

  private init(_ kind: plan_opening_kind, _ flags: UInt32, text: String) {
    var opening = plan_opening()
    opening.kind = kind.rawValue
    opening.flags = flags
    planned = opening
    self.text = text
  }

  /// `held` is the same, open, to be told again by its number and its time of birth.
  private init(
    _ path: GrantedPath, _ flags: Int32, _ held: HeldDescriptor?, _ absolute: (String) -> String
  ) {
    var opening = plan_opening()
    opening.kind = path.followsLinks ? PLAN_FOLLOWED.rawValue : PLAN_PATH.rawValue
    opening.flags = UInt32(bitPattern: flags)
    // What could not be identified is nothing that the launcher will find.
    if let held { _ = linux_identify(held.number, &opening) }
    planned = opening
    text = absolute(path.path)
  }
}
