import CLinux
import Foundation
import Glibc

extension Spawner {
  /// Starts the spawner as a child of this process, which becomes the launcher and then the broker: the broker waits
  /// for it, so that nothing goes on that the program has started when its caller does.
  static func start(
    _ opened: [OpenedGrant], alive: HeldDescriptor, for plan: LaunchPlan
  ) throws(RuntimeError) -> pid_t {
    var handed = [alive]
    func hand(_ descriptor: HeldDescriptor) -> Int32 {
      handed.append(descriptor)
      return firstHanded + Int32(handed.count - 1)
    }
    var services: [ProgramService] = []
    for grant in opened {
      guard let program = grant.program else { continue }
      var directories: [ProgramService.Directory] = []
      for (pass, directory) in zip(program.grant.passes, grant.directories.grants) {
        guard let descriptor = directory.descriptor, let rights = directory.rights else {
          continue
        }
        directories.append(
          ProgramService.Directory(
            name: pass.name, descriptor: hand(descriptor), rights: rights.rawValue))
      }
      services.append(
        ProgramService(
          socket: hand(program.answering), program: hand(program.file.descriptor),
          name: program.grant.name, arguments: program.grant.arguments,
          moreArguments: program.grant.moreArguments, environment: program.grant.environment,
          children: program.grant.children, directories: directories,
          allowsLocks: plan.allowsLocks,
          allowsMetadata: plan.allowsMetadata && keepsMetadata(opened),
          needsMounts: grant.directories.needMounts, isBrokered: plan.isBrokered))
    }
    let all = ProgramService.All(
      alive: firstHanded, launcher: try Launcher.path(), services: services,
      firstFree: firstHanded + Int32(handed.count))
    return try spawn(all, handed, isHeard: opened.contains { $0.grant.resource == .inherited(2) })
  }

  /// Of directories granted for reading the launcher of the first program lets no metadata change where there are
  /// no read-only mounts, Landlock having no right for them. A started one may be sent a file of these.
  private static func keepsMetadata(_ opened: [OpenedGrant]) -> Bool {
    !opened.contains { $0.isReadOnly && $0.isDirectory }
      || KernelPieces.readOnlyMounts().isPresent
  }

  /// `isHeard`: why a program cannot be started is said on the caller's standard error, which the first program
  /// holds; else a program could have lines written there that was not granted it.
  private static func spawn(
    _ all: ProgramService.All, _ handed: [HeldDescriptor], isHeard: Bool
  ) throws(RuntimeError) -> pid_t {
    guard let text = try? JSONEncoder().encode(all) else {
      throw .system("the granted programs cannot be written down")
    }
    let input: HeldDescriptor
    do throws(GrantOpener.Failure) {
      input = try MemoryFile.make(MemoryGrant(contents: Array(text), isWritable: false))
    } catch {
      throw .system("the memory for what programs are granted \(error.reason)")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var copies: [HeldDescriptor] = []
    for (index, descriptor) in ([input] + handed).enumerated() {
      guard
        let copy = HeldDescriptor.duplicate(of: descriptor.number, atLeast: all.firstFree)
      else {
        throw .system("descriptor \(descriptor.number) cannot be passed on (`ulimit -n`?)")
      }
      copies.append(copy)
      posix_spawn_file_actions_adddup2(
        &actions, copy.number, index == 0 ? 0 : firstHanded + Int32(index - 1))
    }
    // The caller's own output ends when the program closes it.
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    if !isHeard { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
    var arguments: [UnsafeMutablePointer<CChar>?] =
      ["fdport", Spawner.command].map { (text: String) in strdup(text) } + [nil]
    defer { arguments.forEach { free($0) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var process = pid_t()
    // The program that runs, even if another was put in its place.
    let error = withExtendedLifetime((copies, input)) {
      posix_spawn(&process, "/proc/self/exe", &actions, nil, &arguments, &environment)
    }
    guard error == 0 else {
      throw .system("no process to start granted programs: \(GrantOpener.text(error))")
    }
    return process
  }

  /// The command of `fdport` that is this process; none for people.
  package static let command = "spawner"
}

/// Behind the standard streams.
private let firstHanded: Int32 = 3
