/// The mounts of this process, from /proc/self/mountinfo, proc(5).
///
/// The directories above a path lead through the place where something is mounted. Where the same
/// directory can also be reached otherwise, as with a bind mount, only this table tells.
struct MountTable {
  /// Where a file is in its file system, whatever it is mounted at.
  struct Place: Hashable {
    let device: String
    /// Without a slash at its end; empty for the file system's root.
    let path: String

    func contains(_ other: Place) -> Bool {
      device == other.device && (path == other.path || other.path.hasPrefix(path + "/"))
    }

    /// The place of a name in this directory.
    func appending(_ name: String) -> Place {
      Place(device: device, path: "\(path)/\(name)")
    }
  }

  private struct Mount {
    let device: String
    let root: String
    let point: String
  }

  private let mounts: [Substring: Mount]

  init?() {
    guard let text = try? TextFile.contents(of: "/proc/self/mountinfo") else {
      return nil
    }
    var mounts: [Substring: Mount] = [:]
    for line in text.split(separator: "\n") {
      // Mount id, parent, device, root within the file system, mount point, ...
      let words = line.split(separator: " ")
      guard words.count > 4 else { continue }
      mounts[words[0]] = Mount(
        device: String(words[2]), root: Self.withoutEscapes(words[3]),
        point: Self.withoutEscapes(words[4]))
    }
    self.mounts = mounts
  }

  /// Nil where the table does not show the file's mount, as in a chroot(2) below a mount point.
  func place(of descriptor: HeldDescriptor) -> Place? {
    guard
      let path = TextFile.target(ofLink: "/proc/self/fd/\(descriptor.number)"),
      let text = try? TextFile.contents(of: "/proc/self/fdinfo/\(descriptor.number)"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("mnt_id:") }),
      let number = line.split(whereSeparator: \.isWhitespace).last,
      let mount = mounts[number]
    else { return nil }
    let point = mount.point == "/" ? "" : mount.point
    guard path == mount.point || path.hasPrefix(point + "/") else { return nil }
    let rest = path.dropFirst(point.count)
    return Place(
      device: mount.device, path: (mount.root == "/" ? "" : mount.root) + (rest == "/" ? "" : rest))
  }

  /// Blanks, tabulators, ends of lines and backslashes are written `\ooo`.
  private static func withoutEscapes(_ word: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(word.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
