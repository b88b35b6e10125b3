import CLinux

/// The pipes of one run, by name: each is made when its first end is asked for.
final class GrantPipes {
  private var pipes: [String: (read: HeldDescriptor, write: HeldDescriptor)] = [:]

  func end(_ end: Grant.PipeEnd, of name: String) throws(GrantOpener.Failure) -> HeldDescriptor {
    if pipes[name] == nil { pipes[name] = try Self.make() }
    guard let pipe = pipes[name] else { throw .other("cannot be made") }
    return end == .read ? pipe.read : pipe.write
  }

  static func make() throws(GrantOpener.Failure) -> (read: HeldDescriptor, write: HeldDescriptor) {
    var ends: [Int32] = [-1, -1]
    let result = linux_pipe(&ends)
    guard result >= 0 else {
      throw .other("cannot be made: \(GrantOpener.text(Int32(-result)))")
    }
    return (HeldDescriptor(ends[0]), HeldDescriptor(ends[1]))
  }
}
