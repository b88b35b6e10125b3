import CLinux
import Glibc

/// A grant whose resource is open, or examined and ready to be made.
///
/// Nothing that others could see happens before every grant of a run has been examined: files are
/// made and emptied, sockets bound by name and connected, in `act`.
struct OpenedGrant {
  /// What grants of one run are opened with.
  struct Context {
    let opener: GrantOpener
    /// The caller's standard streams, nil where the caller has closed one.
    let streams: [Int32?]
    let status: Int32?
    let pipes = GrantPipes()
    let terminal = GrantTerminal()
  }

  /// What is still to be done when all grants have been examined.
  enum Act {
    case nothing
    case empty
    case make(FileOpening, GrantLocation)
    case socket(SocketOpening)
  }

  let grant: Grant
  /// What the program gets; nil until `act`.
  private(set) var descriptor: HeldDescriptor?
  /// The rights, if it is a file or directory that is opened by its path.
  private(set) var rights: Rights?
  let location: GrantLocation?
  let isDirectory: Bool
  /// What drains into what while the program runs.
  private(set) var pump: Pump?
  private(set) var terminal: GrantTerminal?
  /// If it is a program that may be started.
  private(set) var program: OpenedProgram?
  /// The directories that such a program may be handed by name, each with the rights that it then has, and
  /// whether they overlap so that only read-only mounts keep them apart.
  private(set) var directories: (grants: [OpenedGrant], needMounts: Bool) = ([], false)
  private var act: Act

  struct Pump {
    let source: HeldDescriptor
    let target: HeldDescriptor
  }

  init(_ grant: Grant, with context: Context) throws(RuntimeError) {
    do throws(GrantOpener.Failure) {
      self = try Self.opened(grant, context)
    } catch {
      throw .grant(grant.place, reason: "\(Self.subject(grant)) \(error.reason)")
    }
  }

  private init(
    _ grant: Grant, _ descriptor: HeldDescriptor?, rights: Rights? = nil,
    location: GrantLocation? = nil, isDirectory: Bool = false, act: Act = .nothing
  ) {
    self.grant = grant
    self.descriptor = descriptor
    self.rights = rights
    self.location = location
    self.isDirectory = isDirectory
    self.act = act
  }

  var isLog: Bool {
    if case .log = grant.resource { true } else { false }
  }

  private static func opened(
    _ grant: Grant, _ context: Context
  ) throws(GrantOpener.Failure) -> OpenedGrant {
    let opener = context.opener
    switch grant.resource {
    case .null:
      // No other file may stand in its place, as after a careless copy to /dev/null by root.
      return OpenedGrant(
        grant,
        try opener.open(
          GrantedPath(path: "/dev/null", followsLinks: true), flags: O_RDWR,
          onlyIf: \.isNullDevice, otherwise: "is not the null device"))
    case .inherited(let number):
      return OpenedGrant(grant, try InheritedStream.open(context.streams[Int(number)]))
    case .held(let number):
      guard number != context.status else {
        throw .other("is the status descriptor, which is this command's own")
      }
      return OpenedGrant(grant, try InheritedStream.openHeld(number))
    case .directory(let path, let rights):
      return try directory(grant, path, rights, opener)
    case .file(let path, let rights, let creation):
      return try file(
        grant, FileOpening(path: path, rights: rights, creation: creation), opener)
    case .log(let path, let creates):
      return try file(
        grant, FileOpening(path: path, creation: creates ? .create : [], appends: true), opener)
    case .socket(let socket):
      return OpenedGrant(grant, nil, act: .socket(try SocketOpening(socket, with: opener)))
    case .pipe(let name, let end):
      return OpenedGrant(grant, try context.pipes.end(end, of: name))
    case .terminal:
      var result = OpenedGrant(grant, try context.terminal.slave())
      result.terminal = context.terminal
      return result
    case .memory(let memory): return OpenedGrant(grant, try MemoryFile.make(memory))
    case .program(let program):
      let opened = try OpenedProgram(program, with: opener)
      var result = OpenedGrant(grant, opened.asking)
      result.program = opened
      return result
    }
  }

  private static func directory(
    _ grant: Grant, _ path: GrantedPath, _ rights: Rights, _ opener: GrantOpener
  ) throws(GrantOpener.Failure) -> OpenedGrant {
    // Without the right to list, not even the descriptor itself can be read for its names.
    let flags = O_DIRECTORY | (rights.contains(.list) ? O_RDONLY : Int32(openPath))
    let opened = try opener.open(path, flags: flags)
    try SpecialPlace.refuse(opened)
    return OpenedGrant(
      grant, opened, rights: rights,
      location: try GrantLocation(existing: opened, path: path, opener: opener),
      isDirectory: true)
  }

  private static func file(
    _ grant: Grant, _ opening: FileOpening, _ opener: GrantOpener
  ) throws(GrantOpener.Failure) -> OpenedGrant {
    guard let opened = try opening.openExisting(with: opener) else {
      let location = try opening.newPlace(with: opener)
      return OpenedGrant(
        grant, nil, rights: opening.rights, location: location, act: .make(opening, location))
    }
    var result = OpenedGrant(
      grant, opened, rights: opening.rights,
      location: try GrantLocation(existing: opened, path: opening.path, opener: opener),
      act: opening.creation.contains(.truncate) ? .empty : .nothing)
    if opening.appends { try result.drain(into: opened) }
    return result
  }

  /// Gives the program the writing end of a pipe in place of the file.
  private mutating func drain(into file: HeldDescriptor) throws(GrantOpener.Failure) {
    let pipe = try GrantPipes.make()
    descriptor = pipe.write
    pump = Pump(source: pipe.read, target: file)
  }
}

extension OpenedGrant {
  /// Whether `perform` changes something that outlasts a run which is refused.
  var isToAct: Bool {
    if case .nothing = act { false } else { true }
  }

  /// The steps of `perform`, each done for all grants before the next is begun: first what can fail
  /// and leaves nothing, last what cannot be taken back.
  enum Step: CaseIterable {
    case connect, make, listen, empty
  }

  mutating func perform(_ step: Step, noting creations: Creations) throws(RuntimeError) {
    do throws(GrantOpener.Failure) {
      switch (act, step) {
      case (.socket(let opening), .connect) where !opening.isListening:
        descriptor = try opening.connect()
      case (.socket(let opening), .listen) where opening.isListening:
        descriptor = try opening.listen(noting: creations)
      case (.make(let opening, let location), .make):
        let file = try opening.make(in: location, noting: creations)
        descriptor = file
        if opening.appends { try drain(into: file) }
      case (.empty, .empty):
        guard let descriptor, descriptor.status?.kind == .regular else { return }
        guard ftruncate(descriptor.number, 0) == 0 else {
          throw .other("cannot be emptied: \(GrantOpener.text(errno))")
        }
      default: return
      }
    } catch {
      throw .grant(grant.place, reason: "\(Self.subject(grant)) \(error.reason)")
    }
  }

  /// The same directory with fewer rights.
  func restricted(to rights: Rights) -> OpenedGrant {
    var result = self
    result.rights = rights
    return result
  }

  /// Of a program: what it may be handed by name.
  mutating func findDirectories(among grants: [OpenedGrant]) throws(RuntimeError) {
    guard let program else { return }
    let found = try program.directories(among: grants)
    directories = (found, try GrantOverlap(grants: found).refuseDifferentRights())
  }

  /// Where it listens, if the kernel was to choose the port.
  var chosenAddress: String? {
    guard case .socket(let opening) = act, opening.isListening, let descriptor else { return nil }
    return opening.chosenAddress(of: descriptor)
  }

  private static func subject(_ grant: Grant) -> String {
    switch grant.resource {
    case .null: "/dev/null"
    case .inherited(let number): "standard \(["input", "output", "error"][Int(number)])"
    case .held(let number): "descriptor \(number)"
    case .directory(let path, _), .file(let path, _, _), .log(let path, _): path.path
    case .socket(let socket): "\(socket.address)"
    case .pipe(let name, _): "the pipe \(name)"
    case .memory: "the memory file"
    case .terminal: "the terminal"
    case .program(let program): program.path.path
    }
  }
}
