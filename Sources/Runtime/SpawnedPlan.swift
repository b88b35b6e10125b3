import CLinux
import Glibc

/// The plan of a program that another one asked for: it holds what it was handed, and the null device at 0, 1 and
/// 2 where that is nothing.
struct SpawnedPlan {
  let plan: LaunchPlan
  /// In the plan's order.
  let descriptors: [HeldDescriptor]

  fileprivate struct Entry {
    let number: Int32
    let descriptor: HeldDescriptor
    let isDirectory: Bool
    let rights: Rights
  }

  init(
    _ request: SpawnRequest, of service: ProgramService, sent: [HeldDescriptor]
  ) throws(SpawnRefusal) {
    guard request.arguments.count <= service.moreArguments else { throw .notGranted }
    var entries: [Entry] = []
    for handed in request.handed {
      switch handed.source {
      case .sent(let index): entries.append(try Self.entry(handed.number, sent[index]))
      case .named(let name):
        guard let directory = service.directories.first(where: { $0.name == name }) else {
          throw .notGranted
        }
        entries.append(try Self.entry(handed.number, directory))
      }
    }
    for number in Int32(0)...2 where !entries.contains(where: { $0.number == number }) {
      entries.append(try Self.null(number))
    }
    var plan = LaunchPlan(
      base: max((entries.map(\.number).max() ?? 2) + 1, 4), hasStatus: true,
      allowsLocks: service.allowsLocks && !entries.contains(where: \.isReadOnly),
      allowsMetadata: service.allowsMetadata && !entries.contains(where: \.forbidsMetadata),
      name: service.name, arguments: service.arguments + request.arguments,
      environment: service.environment,
      descriptors: entries.map {
        LaunchPlan.Descriptor(number: $0.number, isDirectory: $0.isDirectory, rights: $0.rights)
      })
    plan.needsMounts = service.needsMounts
    plan.isBrokered = service.isBrokered
    self.plan = plan
    descriptors = entries.map(\.descriptor)
  }

  /// A descriptor is all that it was: it can do what it could where it came from. A directory's rights are
  /// not its own, but of the confinement around it, so that it goes by name alone.
  private static func entry(_ number: Int32, _ sent: HeldDescriptor) throws(SpawnRefusal) -> Entry {
    do throws(GrantOpener.Failure) {
      try InheritedStream.refuseForbidden(sent)
    } catch {
      throw .forbiddenKind
    }
    let access = linux_fcntl(sent.number, F_GETFL, 0) & Int(O_ACCMODE)
    let rights: Rights =
      access == Int(O_RDONLY) ? .read : access == Int(O_WRONLY) ? .write : [.read, .write]
    return Entry(number: number, descriptor: sent, isDirectory: false, rights: rights)
  }

  /// Opened anew, so that no two programs share the place at which they read its names.
  private static func entry(
    _ number: Int32, _ directory: ProgramService.Directory
  ) throws(SpawnRefusal) -> Entry {
    let rights = Rights(rawValue: directory.rights)
    let flags = O_DIRECTORY | O_CLOEXEC | (rights.contains(.list) ? O_RDONLY : Int32(openPath))
    let result = linux_openat2(
      directory.descriptor, ".", UInt64(UInt32(bitPattern: flags)), 0, 0)
    guard result >= 0 else { throw result == -Int(EMFILE) ? .noDescriptorLeft : .system }
    return Entry(
      number: number, descriptor: HeldDescriptor(Int32(result)), isDirectory: true,
      rights: rights)
  }

  private static func null(_ number: Int32) throws(SpawnRefusal) -> Entry {
    let file = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard file >= 0 else { throw errno == EMFILE ? .noDescriptorLeft : .system }
    let held = HeldDescriptor(file)
    guard held.status?.isNullDevice ?? false else { throw .system }
    return Entry(number: number, descriptor: held, isDirectory: false, rights: [.read, .write])
  }
}

extension SpawnedPlan.Entry {
  /// As of grants in a file (Launch.swift): a reader's lock stalls whoever writes.
  var isReadOnly: Bool {
    switch descriptor.status?.kind {
    case .pipe, .socket: false
    default: !rights.contains(.write)
    }
  }

  /// As of grants in a file: a mode could be changed of what may only be read.
  var forbidsMetadata: Bool {
    guard isReadOnly else { return false }
    guard isDirectory else { return descriptor.status?.kind == .regular }
    return !rights.isDisjoint(with: [.create, .delete])
  }
}
