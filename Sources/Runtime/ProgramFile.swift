import CLinux
import Glibc

/// The program's file, opened and looked at once before anything starts; the launcher checks every
/// field of it again.
struct ProgramFile {
  let descriptor: HeldDescriptor
  let identity: FileStatus.Identity
  let ancestors: [FileStatus.Identity]

  /// `isConfined`: it is mapped by the launcher and not executed by the kernel, so that it must be static.
  init(_ grants: Grants, with opener: GrantOpener, isConfined: Bool = true) throws(RuntimeError) {
    let path = grants.program
    let place = grants.programPlace
    do throws(GrantOpener.Failure) {
      self = try ProgramFile(path, with: opener, isConfined: isConfined)
    } catch {
      switch error {
      case .notFound: throw .programNotFound(place, path: path.path)
      case .other(let reason): throw .programCannotRun(place, path: path.path, reason: reason)
      }
    }
  }

  init(
    _ path: GrantedPath, with opener: GrantOpener, isConfined: Bool = true
  ) throws(GrantOpener.Failure) {
    let opened = try opener.open(
      path, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY, onlyIf: { $0.kind == .regular },
      otherwise: "is not a regular file")
    guard let status = opened.status else { throw .other("cannot be examined") }
    // By the ids and the mount, as execve would ask; root needs one of the three bits.
    guard faccessat(opened.number, "", X_OK, AT_EACCESS | Int32(AT_EMPTY_PATH)) == 0 else {
      throw .other("has no execute permission")
    }
    if isConfined { try Self.examine(opened) }
    descriptor = opened
    identity = status.identity
    ancestors = try opener.ancestors(of: opened, path: path)
  }

  private static func examine(_ file: HeldDescriptor) throws(GrantOpener.Failure) {
    let header = try bytes(64, of: file, at: 0, else: "is too short for a program")
    guard Array(header[0..<4]) == [0x7f, 0x45, 0x4c, 0x46] else {
      throw .other(
        header.starts(with: [0x23, 0x21])
          ? "is a script: name its interpreter, a static program, and grant it the script"
          : "is not an ELF file")
    }
    // elf(5): class 64 bits, little-endian, machine x86-64; ET_EXEC or ET_DYN.
    guard header[4] == 2, header[5] == 1, number(header, 18, 2) == 62 else {
      throw .other("is not for x86-64, the one architecture that is supported")
    }
    guard [2, 3].contains(number(header, 16, 2)) else { throw .other("is not a program") }
    let offset = number(header, 32, 8)
    let count = number(header, 56, 2)
    guard number(header, 54, 2) == 56, (1...64).contains(count), offset < 1 << 40 else {
      throw .other("has damaged program headers")
    }
    let segments = try bytes(
      Int(count) * 56, of: file, at: Int(offset), else: "has program headers outside the file")
    for index in 0..<Int(count) where number(segments, index * 56, 4) == 3 {
      // PT_INTERP.
      throw .other(
        "is dynamically linked, and nothing inside could load its libraries: link it with "
          + "-static or -static-pie")
    }
  }

  private static func bytes(
    _ count: Int, of file: HeldDescriptor, at offset: Int, else reason: String
  ) throws(GrantOpener.Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard pread(file.number, &bytes, count, offset) == count else { throw .other(reason) }
    return bytes
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ size: Int) -> UInt64 {
    bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
