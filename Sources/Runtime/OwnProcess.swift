import Glibc

/// Starts fdport itself once more, as a child with a task of its own, beside a program: the program that runs, even if
/// another was put in its place. All other descriptors of this process are closed in it by their own flags.
struct OwnProcess {
  /// In messages: "no process WHAT".
  let purpose: String
  /// The argument vector, argv[0] included.
  let command: [String]
  /// Whether the child has the caller's environment; else it has none.
  var hasEnvironment = false
  /// The numbers that are the null device in it, for writing.
  var nulls: [Int32] = []

  /// The child holds each of `handed` at the number beside it, all of which are below `firstFree`.
  func start(
    handing handed: [(descriptor: HeldDescriptor, number: Int32)], firstFree: Int32
  ) throws(RuntimeError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Copied out of the way first: a number that is to be taken may be one that is still to be handed.
    var copies: [HeldDescriptor] = []
    for (descriptor, number) in handed {
      guard let copy = HeldDescriptor.duplicate(of: descriptor.number, atLeast: firstFree) else {
        throw .system("descriptor \(descriptor.number) cannot be passed on (`ulimit -n`?)")
      }
      copies.append(copy)
      posix_spawn_file_actions_adddup2(&actions, copy.number, number)
    }
    for number in nulls {
      posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] =
      command.map { (text: String) in strdup(text) } + [nil]
    defer { arguments.forEach { free($0) } }
    var nothing: [UnsafeMutablePointer<CChar>?] = [nil]
    var process = pid_t()
    let error = withExtendedLifetime(copies) {
      nothing.withUnsafeMutableBufferPointer {
        posix_spawn(
          &process, "/proc/self/exe", &actions, nil, &arguments,
          hasEnvironment ? environ : $0.baseAddress)
      }
    }
    guard error == 0 else {
      throw .system("no process \(purpose): \(GrantOpener.text(error))")
    }
    return process
  }
}
