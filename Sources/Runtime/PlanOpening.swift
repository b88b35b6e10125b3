import CLinux
import Glibc

/// What the launcher opens by itself for a plan in a file, and what it must find there.
package struct PlanOpening: Hashable, Sendable {
  let kind: plan_opening_kind.RawValue
  /// Of open(2), or a stream's number.
  let flags: UInt32
  let identity: FileStatus.Identity?
  /// The path, or the contents of memory.
  let text: String

  var planned: plan_opening {
    plan_opening(
      kind: kind, flags: flags, device: Self.halves(identity?.device ?? 0),
      file: Self.halves(identity?.file ?? 0))
  }

  private static func halves(_ number: UInt) -> (UInt32, UInt32) {
    (UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32))
  }

  init(program grants: Grants, _ program: ProgramFile, absolute: (String) -> String) {
    self.init(grants.program, O_RDONLY | O_NOCTTY, program.identity, absolute)
  }

  /// Nil for what is made anew at each start, and so has no place in a file.
  init?(_ opened: OpenedGrant, absolute: (String) -> String) {
    guard !opened.isToAct, opened.pump == nil else { return nil }
    let identity = opened.descriptor?.status?.identity
    switch opened.grant.resource {
    case .null:
      self.init(GrantedPath(path: "/dev/null", followsLinks: true), O_RDWR, identity, absolute)
    case .inherited(let number):
      self.init(PLAN_STREAM, UInt32(number), text: "")
    case .directory(let path, let rights):
      let access = rights.contains(.list) ? O_RDONLY : Int32(openPath)
      self.init(path, access | O_DIRECTORY, identity, absolute)
    case .file(let path, let rights, _):
      let access = rights == .read ? O_RDONLY : rights == .write ? O_WRONLY : O_RDWR
      self.init(path, access | O_NOCTTY, identity, absolute)
    case .memory(let memory):
      guard !memory.isWritable, memory.size == nil, !memory.contents.contains(0) else { return nil }
      self.init(PLAN_MEMORY, 0, text: String(decoding: memory.contents, as: UTF8.self))
    case .held, .log, .socket, .pipe: return nil
    }
  }

  private init(_ kind: plan_opening_kind, _ flags: UInt32, text: String) {
    self.kind = kind.rawValue
    self.flags = flags
    identity = nil
    self.text = text
  }

  private init(
    _ path: GrantedPath, _ flags: Int32, _ identity: FileStatus.Identity?,
    _ absolute: (String) -> String
  ) {
    kind = path.followsLinks ? PLAN_FOLLOWED.rawValue : PLAN_PATH.rawValue
    self.flags = UInt32(bitPattern: flags)
    self.identity = identity
    text = absolute(path.path)
  }
}
