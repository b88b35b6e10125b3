import CLinux
import Glibc

/// Which pieces of the kernel the runtime finds here.
///
/// Each is tried; none is read off the version, which says little: features are configured out,
/// backported, and taken away by containers.
package enum KernelPieces {
  package static func probe() -> [KernelPiece] {
    essential() + servedByBroker() + [readOnlyMounts()]
  }

  /// Those without which nothing runs; none of them takes a process of its own to try.
  private static func essential() -> [KernelPiece] {
    [
      piece(
        "openat2 (Linux 5.6)", "opening files beneath a granted directory only",
        openBeneathRefusesAbsolutePaths()),
      piece(
        "seccomp filter (Linux 3.5)", "the list of allowed system calls",
        linux_seccomp_errno_is_available()),
      piece(
        "memfd_create (Linux 3.17)", "the plan, and the table of open flags", memory()),
      landlock(2, release: "5.19", "read-only grants, and opens beneath the grants alone"),
      piece(
        "close_range (Linux 5.9)", "closing all that is not granted", linux_close_range_nothing()),
      piece(
        "seccomp notification that signals do not interrupt (Linux 5.19)",
        "the broker, which changes names beneath grants",
        linux_seccomp_notification_is_available()),
      piece(
        "pidfd_getfd (Linux 5.6)", "the broker's view of the program's descriptors",
        linux_take_own_descriptor()),
      piece(
        "process_vm_readv", "the paths that the program asks the broker for",
        linux_read_own_memory()),
    ]
  }

  /// Those in whose place the broker opens and examines files.
  private static func servedByBroker() -> [KernelPiece] {
    [
      landlock(
        6, release: "6.12",
        "a second wall, behind the filter, against signals and abstract sockets to others"),
      piece(
        "mseal (Linux 6.10)", "a table of open flags that nothing can unmap",
        linux_mseal_nothing()),
      piece(
        "shared read-only map of a write-sealed memfd (Linux 6.7)",
        "a table of open flags that nothing can write to", sealedMap()),
      piece(
        "newfstatat without a path (Linux 6.11)", "the status of an open file",
        withRoot(linux_newfstatat_without_path)),
      piece(
        "statx without a path (Linux 6.11)", "the status of an open file",
        withRoot(linux_statx_without_path)),
      piece(
        "pidfd_open of a thread (Linux 6.9)", "descriptors of threads that outlive the first",
        linux_name_own_thread()),
    ].map { piece in
      KernelPiece(
        name: piece.name, isPresent: piece.isPresent, neededFor: piece.neededFor,
        finding: piece.finding, substitute: "the broker opens and examines every file, slower",
        isServedByBroker: true)
    }
  }

  static func readOnlyMounts() -> KernelPiece {
    let result = withRoot(linux_read_only_copy_of_mount)
    return KernelPiece(
      name: "user namespaces with mounts of their own", isPresent: result >= 0,
      neededFor: "directories granted for reading, each by a read-only mount",
      finding: result >= 0 ? nil : GrantOpener.text(Int32(-result)),
      substitute: "Landlock, whose rights are a union: grants with different rights must not "
        + "overlap, and no mode, owner or time changes beside a grant for reading")
  }

  /// A missing piece explains a failure better than the step that met it, and is nobody's mistake in
  /// the grants.
  package static func cause(of error: RuntimeError) -> RuntimeError {
    let missing = probe().filter(\.isLacking)
    guard !missing.isEmpty else { return error }
    let names = missing.map { "\($0.name): \($0.finding ?? "no reason")" }
    return .system("this kernel lacks \(names.joined(separator: ", ")); nothing is run (\(error))")
  }

  /// `cause` names the pieces.
  package static func refuseMissing() throws(RuntimeError) {
    guard essential().allSatisfy(\.isPresent) else {
      throw .system("a piece of the kernel is missing, so nothing was made")
    }
  }

  private static func piece(_ name: String, _ neededFor: String, _ result: Int) -> KernelPiece {
    KernelPiece(
      name: name, isPresent: result >= 0, neededFor: neededFor,
      finding: result >= 0 ? nil : GrantOpener.text(Int32(-result)))
  }

  private static func landlock(
    _ wanted: Int, release: String, _ neededFor: String
  ) -> KernelPiece {
    let version = linux_landlock_abi()
    let finding =
      version < 0 ? GrantOpener.text(Int32(-version)) : version < wanted ? "ABI \(version)" : nil
    return KernelPiece(
      name: "Landlock ABI \(wanted) (Linux \(release))", isPresent: version >= wanted,
      neededFor: neededFor, finding: finding)
  }

  private static func withRoot(_ call: (Int32) -> Int) -> Int {
    let root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { return Int(-errno) }
    defer { close(root) }
    return call(root)
  }

  private static func openBeneathRefusesAbsolutePaths() -> Int {
    let result = withRoot { root in
      linux_openat2(root, "/", UInt64(O_CLOEXEC), 0, UInt64(RESOLVE_BENEATH))
    }
    guard result >= 0 else { return result == -Int(EXDEV) ? 0 : result }
    close(Int32(result))
    return -Int(EPROTO)
  }

  private static func memory() -> Int {
    let memory = linux_sealable_memory("fdport-probe")
    if memory >= 0 { close(Int32(memory)) }
    return memory
  }

  private static func sealedMap() -> Int {
    let memory = linux_sealable_memory("fdport-probe")
    guard memory >= 0 else { return memory }
    let descriptor = HeldDescriptor(Int32(memory))
    guard ftruncate(descriptor.number, 4096) == 0 else { return Int(-errno) }
    let sealed = linux_seal(descriptor.number)
    guard sealed >= 0 else { return sealed }
    let map = mmap(nil, 4096, PROT_READ, MAP_SHARED, descriptor.number, 0)
    guard let map, map != MAP_FAILED else { return Int(-errno) }
    munmap(map, 4096)
    return 0
  }
}
