import Catalogue
import Clang
import Findings

/// What one reference to a name amounts to, before its place is known.
struct AmbientUse {
  let row: CatalogueRow
  let kind: Finding.Kind
  let level: Level
  /// The constant that it is called with, as C writes it.
  let argument: String?
}

/// Decides by the catalogue, and by the arguments of a call, what a reference amounts to.
struct UseClassifier {
  let catalogue: Catalogue
  let profile: Profile
  /// False where the target numbers its system calls in another way than x86-64.
  let knowsSystemCalls: Bool

  /// False for names of which no rule and no row speaks.
  func knows(_ linkName: String) -> Bool {
    catalogue.row(linkName: linkName) != nil || !ArgumentRule.rules(of: linkName).isEmpty
  }

  /// True for what a text is known by to need the parser.
  func isOfInterest(_ name: String) -> Bool {
    catalogue.namesOfInterest(in: profile).contains(name)
  }

  /// True if every use of the symbol is reported, so that law 1 holds it against the object.
  func isReported(_ symbol: Symbol) -> Bool {
    guard let row = catalogue.row(linkName: symbol.linkName) else { return false }
    return (row.kind == .object) == (symbol.kind == .variable) && row.level(in: profile) != .allowed
  }

  /// An instruction of inline assembly that enters the kernel.
  var systemCallInstruction: AmbientUse? {
    catalogue.row(named: "syscall").flatMap { plain($0, .assembly, nil) }
  }

  func useInAssembly(of symbol: String) -> AmbientUse? {
    catalogue.row(linkName: symbol).flatMap { plain($0, .assembly, nil) }
  }

  /// Nil if the profile allows it. `callLevel` is how many steps above the reference the call of it
  /// is; nil if it is no callee.
  func use(of symbol: Symbol, in visit: borrowing Visit, callLevel: Int?) -> AmbientUse? {
    let own = catalogue.row(linkName: symbol.linkName)
    // A variable that is called like a function of the catalogue is something else.
    if let own, (own.kind == .object) != (symbol.kind == .variable) { return nil }
    let rules = rules(of: symbol.linkName, row: own)
    guard symbol.kind == .function, let callLevel else {
      return own.flatMap { plain($0, symbol.kind == .variable ? .object : .reference, nil) }
    }
    for rule in rules {
      if let use = use(by: rule, own: own, call: visit[ancestor: callLevel]) { return use }
    }
    return own.flatMap { plain($0, .call, nil) }
  }

  private func rules(of linkName: String, row: CatalogueRow?) -> [ArgumentRule] {
    let rules = ArgumentRule.rules(of: linkName)
    guard rules.isEmpty, let row else { return rules }
    return ArgumentRule.rules(of: row.name)
  }

  private func use(
    by rule: ArgumentRule, own: CatalogueRow?, call: borrowing Cursor
  ) -> AmbientUse? {
    let argument = call.constantArgument(at: rule.argument)
    switch rule.subject {
    case .itself:
      return own.flatMap { plain($0, .call, argument?.text) }
    case .row(let name):
      guard leavesAmbient(rule, call, shift: 0), let row = catalogue.row(named: name) else {
        return nil
      }
      let level = row.level(in: profile)
      // A profile may forbid the function as such: then that is what is said of it.
      if let own, own.level(in: profile) >= level { return plain(own, .call, argument?.text) }
      return plain(row, .call, argument?.text)
    case .namedRow(let otherwise):
      return lookup(argument, own: own, otherwise: otherwise)
    case .numberedRow(let otherwise):
      return systemCall(argument, own: own, otherwise: otherwise, call: call)
    }
  }

  private func plain(_ row: CatalogueRow, _ kind: Finding.Kind, _ argument: String?) -> AmbientUse?
  {
    let level = row.level(in: profile)
    return level == .allowed
      ? nil : AmbientUse(row: row, kind: kind, level: level, argument: argument)
  }

  /// True if the call finds its path from the working directory or the root, whatever is held.
  private func leavesAmbient(
    _ rule: ArgumentRule, _ call: borrowing Cursor, shift: Int
  ) -> Bool {
    guard let directory = rule.directory else { return false }
    let held = call.constantArgument(at: directory + shift)?.integer
    if held == ArgumentRule.workingDirectory { return true }
    // An absolute path is found from the root; the directory is ignored (openat(2)).
    let literals = call.constantArgument(at: rule.argument + shift)?.literals ?? []
    return !literals.isEmpty && literals.allSatisfy { $0.hasPrefix("\"/") }
  }

  /// dlsym() and dlvsym(): the name's own row where it is constant.
  private func lookup(
    _ argument: ConstantArgument?, own: CatalogueRow?, otherwise: String
  ) -> AmbientUse? {
    guard let argument, let fallback = own ?? catalogue.row(named: otherwise) else {
      return own.flatMap { plain($0, .call, nil) }
    }
    let ownLevel = fallback.level(in: profile)
    let literals = argument.literals
    guard !literals.isEmpty else {
      return AmbientUse(
        row: fallback, kind: .lookup, level: max(ownLevel, .noted), argument: nil)
    }
    let rows = literals.compactMap { catalogue.row(linkName: String($0.dropFirst().dropLast())) }
    let row = rows.max { $0.level(in: profile) < $1.level(in: profile) }
    let level = max(ownLevel, row?.level(in: profile) ?? .allowed)
    guard level != .allowed else { return nil }
    return AmbientUse(row: row ?? fallback, kind: .lookup, level: level, argument: argument.text)
  }

  /// syscall(): the row of the call with that number.
  private func systemCall(
    _ argument: ConstantArgument?, own: CatalogueRow?, otherwise: String, call: borrowing Cursor
  ) -> AmbientUse? {
    guard let fallback = own ?? catalogue.row(named: otherwise) else { return nil }
    let ownLevel = fallback.level(in: profile)
    // The x32 ABI marks its numbers by bit 30 (arch/x86/include/uapi/asm/unistd.h).
    let number = argument?.integer.map { $0 & ~0x4000_0000 }.flatMap(UInt32.init(exactly:))
    let known = knowsSystemCalls ? number.flatMap(SystemCall.numbered) : nil
    let rules = known.map { ArgumentRule.rules(of: $0.name) } ?? []
    let below = rules.filter { $0.directory != nil }
    let ambient = below.first { leavesAmbient($0, call, shift: 1) }
    // A call below a directory that is held needs no name; only the raw call is left to be said.
    let name = below.isEmpty || ambient != nil ? known?.function : nil
    let row = name.flatMap(catalogue.row(named:)) ?? fallback
    let level = max(ownLevel, row.level(in: profile))
    guard level != .allowed else { return nil }
    let path = (ambient ?? rules.first).flatMap { call.constantArgument(at: $0.argument + 1)?.text }
    return AmbientUse(
      row: row, kind: .systemCall, level: level,
      argument: path ?? argument?.integer.map(String.init))
  }
}

extension ConstantArgument {
  /// Nil if it is not constant, or one of several.
  fileprivate var text: String? {
    guard let first = literals.first else { return integer.map(String.init) }
    return literals.allSatisfy { $0 == first } ? first : nil
  }
}
