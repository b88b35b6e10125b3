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
    let input: HeldDescriptor
    do throws(GrantOpener.Failure) {
      input = try MemoryFile.make(
        MemoryGrant(contents: ServiceCode.bytes(of: all), isWritable: false))
    } catch {
      throw .system("the memory for what programs are granted \(error.reason)")
    }
    // The caller's own output ends when the program closes it.
    return try OwnProcess(
      purpose: "to start granted programs", command: ["fdport", Spawner.command],
      nulls: isHeard ? [1] : [1, 2]
    ).start(
      handing: [(input, 0)]
        + handed.enumerated().map { ($1, firstHanded + Int32($0)) }, firstFree: all.firstFree)
  }

  /// The command of `fdport` that is this process; none for people.
  package static let command = "spawner"
}

/// Behind the standard streams.
private let firstHanded: Int32 = 3
