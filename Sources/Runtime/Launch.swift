import CLinux
import Glibc

/// A program about to start: everything is checked and open, and nothing has been started.
package struct Launch: ~Copyable {
  /// Which descriptor goes where before the launcher starts: the plan to 3, the rest above.
  package struct Move: Hashable, Sendable {
    package let from: Int32
    package let to: Int32
  }

  package let plan: LaunchPlan
  package let moves: [Move]
  /// What the caller has to be told: where sockets listen whose port the kernel chose.
  package let chosenAddresses: [(grant: String, address: String)]
  private let held: [HeldDescriptor]
  private let creations: Creations

  /// Opens and checks all that the grants name.
  ///
  /// `status` is a descriptor for a machine-readable account; `streams` are those that `!stdin`,
  /// `!stdout` and `!stderr` mean, the last of which also takes the launcher's messages; nil for one
  /// that the caller has closed; `watch` is told of refusals; `isBrokered` asks for the broker to open
  /// and examine every file where the kernel could do without.
  package init(
    _ grants: Grants, status: Int32? = nil, streams: [Int32?] = StandardStreams.ofCaller,
    watch: DenialWatch? = nil, isBrokered: Bool = false
  ) throws(RuntimeError) {
    var (opened, program, needsMounts) = try Self.examine(
      grants, status: status, streams: streams,
      isConfined: watch?.request.level != .learning)
    let creations = Creations()
    do throws(RuntimeError) {
      // Not to leave files behind on a kernel where the launcher will refuse.
      if opened.contains(where: \.isToAct) { try KernelPieces.refuseMissing() }
      for step in OpenedGrant.Step.allCases where step != .empty {
        for index in opened.indices { try opened[index].perform(step, noting: creations) }
      }
      var plan = Self.plan(for: opened, grants, hasStatus: status != nil)
      plan.needsMounts = needsMounts
      plan.denials = watch?.request
      plan.isBrokered = isBrokered
      let company = try Company(opened, streams: streams, for: &plan)
      let staged = try StagedLaunch(
        plan, program: program.descriptor,
        descriptors: opened.compactMap(\.descriptor)
          + opened.compactMap(\.pump).flatMap { [$0.source, $0.target] }
          + [watch?.pipe, company?.alive].compactMap(\.self),
        status: status, messages: streams[2])
      creations.keep(above: plan.staged(0))
      for index in opened.indices { try opened[index].perform(.empty, noting: creations) }
      self.plan = plan
      moves = staged.moves
      held = staged.held
    } catch {
      creations.undo()
      throw error
    }
    self.creations = creations
    chosenAddresses = opened.compactMap { grant in
      grant.chosenAddress.map { (grant.grant.name ?? "\(grant.grant.number)", $0) }
    }
  }

  /// Checks all that the grants name, and makes, empties, binds and connects nothing.
  package static func check(_ grants: Grants, status: Int32? = nil) throws(RuntimeError) {
    _ = try examine(grants, status: status, streams: StandardStreams.ofCaller)
  }

  static func examine(
    _ grants: Grants, status: Int32?, streams: [Int32?], isConfined: Bool = true
  ) throws(RuntimeError) -> (grants: [OpenedGrant], program: ProgramFile, needsMounts: Bool) {
    let context = OpenedGrant.Context(
      opener: try GrantOpener(directory: grants.directory, file: grants.programPlace.file),
      streams: streams, status: status)
    let program = try ProgramFile(grants, with: context.opener, isConfined: isConfined)
    var opened: [OpenedGrant] = []
    for grant in grants.filledDescriptors + [grants.argumentDescriptor].compactMap(\.self) {
      opened.append(try OpenedGrant(grant, with: context))
    }
    let overlap = try GrantOverlap(grants: opened)
    let needsMounts = try overlap.refuseDifferentRights()
    try overlap.refuseSameNewFile()
    try overlap.refuseWritableProgram(
      program, place: grants.programPlace, path: grants.program.path)
    for index in opened.indices {
      try opened[index].findDirectories(among: opened)
      guard let started = opened[index].program else { continue }
      try overlap.refuseWritable(started.file, grantedAt: opened[index].grant.place)
      // It is executed once more for each, when the first program has long begun.
      try overlap.refuseWritable(
        try launcher(with: context.opener), called: "fdport-launch",
        grantedAt: opened[index].grant.place)
    }
    try Company.refuseTwoTerminals(opened)
    return (opened, program, needsMounts)
  }

  private static func launcher(with opener: GrantOpener) throws(RuntimeError) -> ProgramFile {
    let path = try Launcher.path()
    do throws(GrantOpener.Failure) {
      return try ProgramFile(
        GrantedPath(path: path, followsLinks: true), with: opener, isConfined: false)
    } catch {
      throw .system("\(path) \(error.reason)")
    }
  }

  static func plan(
    for opened: [OpenedGrant], _ grants: Grants, hasStatus: Bool, countsStreams: Bool = true
  ) -> LaunchPlan {
    // Of a plan in a file the launcher looks at the streams, each time anew.
    let counted = opened.filter { countsStreams || !$0.isInherited }
    let highest = opened.map(\.grant.number).max() ?? 2
    var plan = LaunchPlan(
      base: max(highest + 1, 4), hasStatus: hasStatus,
      allowsLocks: !counted.contains { $0.isReadOnly },
      allowsMetadata: !counted.contains {
        $0.isReadOnly && $0.hasMetadata && (!$0.isDirectory || $0.changesNames)
      },
      name: grants.program.path.split(separator: "/").last.map(String.init) ?? "program",
      arguments: grants.arguments, environment: grants.environment,
      descriptors: opened.map(\.planned))
    plan.tellsListenPID = grants.tellsListenPid
    plan.argument = grants.argument?.number
    plan.workingDirectory = grants.workingDirectory
    let pumps = opened.count { $0.pump != nil }
    plan.pumps = (0..<pumps).map { index in
      LaunchPlan.Pump(
        source: plan.staged(opened.count + 2 * index),
        target: plan.staged(opened.count + 2 * index + 1))
    }
    return plan
  }

  /// Replaces this process by the launcher, which replaces itself by the program.
  package consuming func start(launcher: String) throws(RuntimeError) -> Never {
    do throws(RuntimeError) {
      try StagedLaunch.start(moves, launcher: launcher)
    } catch {
      creations.undo()
      throw error
    }
  }
}

extension OpenedGrant {
  /// A lock on a file that one may only read stalls whoever may write it.
  var isReadOnly: Bool {
    switch grant.resource {
    case .null, .log, .socket, .pipe, .memory, .program, .terminal: false
    case .inherited(let number):
      number == 0 || (descriptor.map(InheritedStream.isReadOnly) ?? false)
    case .held: descriptor.map(InheritedStream.isReadOnly) ?? false
    case .directory, .file: !(rights?.contains(.write) ?? false)
    }
  }

  /// A directory in which names come and go is no read-only mount, so that nothing but the broker's own
  /// refusal keeps the modes of files in it that may not be written to.
  fileprivate var changesNames: Bool {
    !(rights ?? []).isDisjoint(with: [.create, .delete])
  }

  fileprivate var isInherited: Bool {
    if case .inherited = grant.resource { true } else { false }
  }

  /// Whether it has a mode, an owner and times that the broker would change.
  fileprivate var hasMetadata: Bool {
    [.regular, .directory].contains(descriptor?.status?.kind)
  }

  fileprivate var planned: LaunchPlan.Descriptor {
    LaunchPlan.Descriptor(
      number: grant.number, isDirectory: isDirectory, rights: rights ?? [.read, .write])
  }
}
