package import Catalogue
package import Runtime

/// What a run was refused, for people and for tools: each kind with its place and what would answer it.
package struct DenialReport: Encodable, Hashable, Sendable {
  package struct Place: Encodable, Hashable, Sendable {
    package let function: String
    /// From the function's start, in bytes.
    package let offset: UInt64
    package let file: String?
    package let line: Int?
  }

  package struct Entry: Encodable, Hashable, Sendable {
    /// The system call's name, or that of the C library's function which refused by itself.
    package let call: String
    package let errno: Int32
    package let count: UInt64
    package let path: String?
    package let address: String?
    /// The directory, if the path was one beneath a descriptor.
    package let descriptor: Int32?
    /// The functions that had called each other, the innermost first; empty for a stripped program.
    package let callers: [Place]
    /// The grant that would make the call unnecessary, as it stands in a grants file.
    package let grant: String?
    /// What to use instead in the source, and the macro that guards the call.
    package let replacement: String?
    package let guardMacro: String?
  }

  package let schema = 1
  package let denials: [Entry]
  /// Opens that the broker carried out; 0 unless each was to be seen.
  package let opens: UInt64
  /// Refusals of kinds for which there was no room.
  package let lost: UInt64
  /// False if the broker was killed: counts are then too low.
  package let isComplete: Bool

  package init(of account: DenialAccount, program: String, catalogue: Catalogue) async {
    let image = ProgramImage(path: program)
    let bias = account.bias ?? 0
    let chains = account.denials.map { denial in
      image.map { CallChain(of: denial, bias: bias, in: $0).addresses } ?? []
    }
    let lines = await SourceLines(of: Set(chains.joined()), in: program)
    denials = zip(account.denials, chains).map { denial, chain in
      let callers = chain.compactMap { address in Self.place(address, image, lines) }
      return Entry(denial, callers: callers, catalogue: catalogue)
    }
    opens = account.opens
    lost = account.lost
    isComplete = account.isComplete
  }

  private static func place(
    _ address: UInt64, _ image: ProgramImage?, _ lines: SourceLines
  ) -> Place? {
    guard let function = image?.function(at: address) else { return nil }
    let line = lines[address]
    return Place(
      function: Self.name(function.name), offset: address - function.start, file: line?.file,
      line: line?.line)
  }

  /// The C library's own name of a function that a view hides under another (View/HiddenNames.swift), or
  /// that <descend.h> has a twin of.
  private static func name(_ symbol: String) -> String {
    for prefix in ["__fdport_hidden_", "descend_"] where symbol.hasPrefix(prefix) {
      return String(symbol.dropFirst(prefix.count))
    }
    return symbol
  }
}

extension DenialReport.Entry {
  /// fcntl's command by which the sealed C library tells of what it refused: linux.h.
  private static let told: UInt64 = 0x1002
  private static let fcntl: UInt32 = 72
  /// F_SETLK, F_SETLKW, F_OFD_SETLK and F_OFD_SETLKW.
  private static let locks: Set<UInt64> = [6, 7, 37, 38]

  init(_ denial: Denial, callers: [DenialReport.Place], catalogue: Catalogue) {
    let known = SystemCall.numbered(denial.call)
    let command = denial.call == Self.fcntl ? denial.arguments[1] & 0xffff_ffff : nil
    let isTold = command == Self.told
    let isLock = command.map(Self.locks.contains) ?? false
    // What refused by itself has names of its own in front of the function that was called.
    let libraryFunction = callers.first { catalogue.row(linkName: $0.function) != nil }
    call =
      isTold
      ? libraryFunction?.function ?? "a call"
      : known?.name ?? "system call \(denial.call)"
    errno = denial.error
    count = denial.count
    let number = Int32(truncatingIfNeeded: denial.arguments[0])
    var path: String?
    var address: String?
    switch denial.subject {
    case .path(let text): path = text
    case .address(let bytes): address = SocketAddressText.text(bytes)
    case nil: break
    }
    self.path = path
    self.address = address
    let isBeneath =
      isTold
      ? number >= 0
      : known?.name.hasSuffix("at") ?? false
        || known?.name == "openat2" || known?.name == "renameat2"
    descriptor = isBeneath && number >= 0 && path?.hasPrefix("/") == false ? number : nil
    self.callers = callers
    grant =
      GrantAdvice(
        errno: denial.error, answer: isTold ? .path : isLock ? .lock : known?.answer,
        descriptor: descriptor, path: path, address: address
      ).text
    let row = (isTold ? libraryFunction?.function : known?.function).flatMap {
      catalogue.row(linkName: $0)
    }
    replacement = row?.replacement
    guardMacro = row?.featureMacro
  }
}
