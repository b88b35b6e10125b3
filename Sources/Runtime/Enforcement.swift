/// What is enforced by what, for `fdport run --explain`.
package struct Enforcement: Hashable, Sendable {
  package struct Rule: Hashable, Sendable {
    package let what: String
    package let by: String
  }

  package let pieces: [KernelPiece]

  package static var onThisKernel: Enforcement {
    Enforcement(pieces: KernelPieces.probe())
  }

  package init(pieces: [KernelPiece]) {
    self.pieces = pieces
  }

  package var isComplete: Bool { !pieces.contains(where: \.isLacking) }

  package var mode: RuntimeMode { RuntimeMode(pieces: pieces) }

  package var rules: [Rule] {
    let opens = Rule(
      what: "files open only beneath a held directory: no absolute path, no `..` out of it, no "
        + "symbolic link out of it, nothing mounted beneath it",
      by: mode.isBrokered
        ? "the broker, which opens every file by openat2 with the flags of the slot that the filter lets "
          + "pass, whatever the program has made of the slot's memory"
        : "openat2 with a pointer into the sealed table, the only one the filter lets pass")
    let others = Rule(
      what: "no signals and no abstract sockets to other processes",
      by: isPresent("Landlock ABI 6") ? "Landlock's scopes; the filter" : "the filter")
    return [opens] + Self.rules + [others]
  }

  private func isPresent(_ piece: String) -> Bool {
    pieces.first { $0.name.hasPrefix(piece) }?.isPresent ?? true
  }

  /// What is otherwise where the broker serves every open.
  package var differences: [String] {
    guard mode.isBrokered else { return [] }
    return [
      "an open or a status by path costs 15 to 75 microseconds instead of 2 or 3",
      "a named pipe is opened without waiting for its other end",
      "two more processes go with the program: the broker, and its hand among the descriptors",
    ]
      + (isPresent("Landlock ABI 6")
        ? []
        : [
          "TCP, devices, and signals and abstract sockets to others: the filter refuses them alone, "
            + "Landlock is no second wall behind it"
        ])
  }

  package static let rules = [
    Rule(
      what: "nothing changes through a directory granted for reading: no file, no name, no mode, "
        + "owner or time",
      by: "a read-only mount of its own, where user namespaces can be had; Landlock"),
    Rule(
      what: "no open, stat, chdir, socket, bind, connect, mount, ptrace ... by global name",
      by: "the filter: an allow-list with argument checks; the rest fails with ENOTCAPABLE (134)"),
    Rule(
      what: "no second address space: no fork, no exec, no clone but pthread_create's",
      by: "the filter; the launcher maps the program itself"),
    Rule(
      what: "nothing inherited: descriptors, environment, capabilities, keyrings, working "
        + "directory, signal handlers, timers",
      by: "the launcher, which unmaps itself before the program starts"),
    Rule(
      what: "names are made, removed and renamed only beneath a grant that says `create` or "
        + "`delete`, on both ends of a rename and of a link",
      by:
        "the broker, which walks a copy of the path beneath the descriptor; Landlock, whose outer "
        + "layer bounds the broker too"),
    Rule(
      what: "a granted program starts with what it is handed and no more: plain descriptors, and "
        + "directories by name with the rights that `pass` says; it ends with whoever started it",
      by: "a launcher of its own, all of the above; the spawner, a process of fdport outside"),
    Rule(
      what: "modes, owners and times only of files and directories that are held, never of a "
        + "device or a terminal, no set-user-id bit, and only if no file is granted for reading and no "
        + "directory for changes of names alone",
      by: "the broker"),
    Rule(
      what: "locks only of files that may be written to, as a lock stalls whoever writes",
      by:
        "the broker, where a directory may be written beside a grant for reading alone; else the filter, "
        + "which then lets all pass or none"),
  ]

  /// What a program learns or does all the same.
  package static let limits = [
    "process and user ids, host name, load, number of processors and uptime can be read",
    "hard links, device nodes and pipes beneath a grant are part of it; what is mounted beneath it is not",
    "a descriptor that is inherited (!stdout inherit) is the caller's own open file: its offset, "
      + "and whether it appends, are shared; a terminal can be read through any of its streams",
    "time, memory and disk are not limited; timing channels and kernel bugs are outside",
  ]

  package var text: String {
    var lines = ["Enforced, each tried once more right before the program starts:"]
    for rule in rules {
      lines.append("  \(rule.what)\n      by \(rule.by)")
    }
    if !differences.isEmpty {
      lines.append("Otherwise here, as the broker opens and examines every file:")
      lines += differences.map { "  \($0)" }
    }
    lines.append("Not enforced:")
    lines += Self.limits.map { "  \($0)" }
    lines.append("Kernel pieces, each tried now:")
    for piece in pieces {
      let state = piece.isPresent ? "present" : "MISSING (\(piece.finding ?? "no reason"))"
      let substitute =
        piece.isPresent ? "" : piece.substitute.map { "; in its place: \($0)" } ?? ""
      lines.append("  \(piece.name): \(state); for \(piece.neededFor)\(substitute)")
    }
    lines.append("Mode: \(mode.text).")
    lines.append(
      isComplete
        ? pieces.allSatisfy(\.isPresent)
          ? "All of it is in force on this kernel."
          : "What has a substitute goes by that; all else is in force on this kernel."
        : "Programs are refused on this kernel: nothing runs less confined than said here.")
    return lines.joined(separator: "\n") + "\n"
  }
}
