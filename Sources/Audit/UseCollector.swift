import Catalogue
import Clang
import Findings

/// Collects from one walk the ambient sites of a unit, the names its object will refer to, and
/// the catalogue's names that it defines itself.
struct UseCollector {
  private let catalogue: Catalogue
  private let profile: Profile
  private let files: ProjectFiles
  /// True for C before C99, where `inline` has gnu89's meaning.
  private let hasGNU89Inline: Bool

  private(set) var sites: [Site] = []
  private(set) var uses = UnitUses()
  /// Link names of the catalogue with a definition in the project.
  private(set) var definitions: Set<String> = []
  /// The way down to the node; one entry a depth.
  private var frames: [CodeFrame] = []
  /// libclang visits the macros before the first declaration.
  private var macros: MacroFinder
  private var enclosingNames: [String: String] = [:]

  init(catalogue: Catalogue, profile: Profile, files: ProjectFiles, hasGNU89Inline: Bool) {
    self.catalogue = catalogue
    self.profile = profile
    self.files = files
    macros = MacroFinder(files: files)
    self.hasGNU89Inline = hasGNU89Inline
  }

  mutating func visit(_ visit: borrowing Visit) -> Visit.Next {
    let kind = visit.cursor.kind
    guard kind != .preprocessing else {
      if let place = visit.cursor.filePlace, let name = visit.cursor.definedMacro {
        macros.define(name, at: place)
      }
      return .skipChildren
    }
    frames.removeLast(frames.count - (visit.depth - 1))
    let exclusion = exclusion(of: visit, kind: kind)
    var function = frames.last?.function
    if kind == .function || (kind == .variable && visit.depth == 1) {
      guard let symbol = visit.cursor.symbol, isWorthVisiting(visit, symbol: symbol) else {
        // A static variable has no symbol to link, but its initial value may hold references.
        return kind == .variable && isOfProject(visit)
          ? descend(kind, exclusion, nil) : .skipChildren
      }
      if kind == .function { function = symbol.linkName }
    } else if visit.depth == 1 && !isOfProject(visit) {
      return .skipChildren
    }
    if kind == .reference {
      collect(visit, function: function, exclusion: exclusion)
    }
    return descend(kind, exclusion, function)
  }

  private mutating func descend(
    _ kind: SyntaxKind, _ exclusion: CodeExclusion?, _ function: String?
  ) -> Visit.Next {
    frames.append(CodeFrame(kind: kind, exclusion: exclusion, function: function))
    return .descend
  }

  private func isOfProject(_ visit: borrowing Visit) -> Bool {
    guard let place = visit.cursor.filePlace else { return false }
    return files.relativePath(of: place.path) != nil
  }

  /// Notes a definition; false for declarations and for what other people's headers define,
  /// except their static inline functions, which become part of the object.
  private mutating func isWorthVisiting(_ visit: borrowing Visit, symbol: Symbol) -> Bool {
    guard visit.cursor.isDefinition else { return false }
    let isOfProject = isOfProject(visit)
    guard isOfProject || (symbol.kind == .function && symbol.storage == .static) else {
      return false
    }
    if symbol.kind == .function {
      uses.define(symbol.linkName, emission: emission(of: symbol))
      enclosingNames[symbol.linkName] = symbol.name
    }
    if isOfProject && symbol.isExternal && catalogue.row(linkName: symbol.linkName) != nil {
      definitions.insert(symbol.linkName)
    }
    return true
  }

  private func emission(of symbol: Symbol) -> UnitUses.Emission {
    guard symbol.isInline else { return .always }
    switch symbol.storage {
    case .static: return .ifReferenced
    case .extern: return hasGNU89Inline ? .never : .always
    case .none: return hasGNU89Inline ? .always : .never
    }
  }

  /// A reference to a function or variable.
  private mutating func collect(
    _ visit: borrowing Visit, function: String?, exclusion: CodeExclusion?
  ) {
    guard let symbol = visit.cursor.referencedSymbol else { return }
    if symbol.kind == .function && symbol.isDefined && exclusion == nil {
      uses.refer(to: symbol.linkName, from: function)
    }
    guard symbol.isExternal, let row = catalogue.row(linkName: symbol.linkName) else { return }
    // glibc's headers define getchar() and others inline, for the optimiser only; the object refers
    // to them all the same.
    if let definition = visit.cursor.referencedDefinition,
      files.relativePath(of: definition.path) != nil
    {
      return
    }
    let level = row.level(in: profile)
    // A variable that is called like a function of the catalogue is something else.
    guard level != .allowed, (row.kind == .object) == (symbol.kind == .variable) else { return }
    uses.add(symbol.linkName, in: function, exclusion: exclusion)
    let site = SiteLocator(files: files, macros: macros).site(
      of: visit, symbol: symbol, row: row, level: level,
      enclosing: function.flatMap { enclosingNames[$0] })
    if let site { sites.append(site) }
  }

  /// Whether code results from the node, given its parent; notes what its siblings need.
  private mutating func exclusion(of visit: borrowing Visit, kind: SyntaxKind) -> CodeExclusion? {
    guard let parent = frames.last else { return nil }
    if let inherited = parent.exclusion { return inherited }
    let position = visit.position
    if UnevaluatedOperand.contains(visit, kind: kind, parent: parent.kind) { return .unevaluated }
    if kind.isExpression && parent.isCondition(at: position) {
      frames[frames.count - 1].condition = constant(visit)
      return nil
    }
    if parent.condition != nil {
      let spelling = parent.kind == .binary ? visit[ancestor: 1].binaryOperator : nil
      if parent.excludesChild(at: position, binaryOperator: spelling) {
        return visit.cursor.containsJumpTarget ? nil : .dead
      }
    }
    guard parent.kind == .compound else { return nil }
    return exclusionInBlock(visit, kind: kind, parent: parent)
  }

  /// gcc leaves out, even at -O0, what follows a jump and is no jump's target.
  private mutating func exclusionInBlock(
    _ visit: borrowing Visit, kind: SyntaxKind, parent: CodeFrame
  ) -> CodeExclusion? {
    let block = frames.count - 1
    if kind == .label || kind == .case {
      frames[block].hasJumped = false
      return nil
    }
    if parent.hasJumped {
      guard visit.cursor.containsJumpTarget else { return .dead }
      frames[block].hasJumped = false
    }
    if visit.cursor.neverCompletes { frames[block].hasJumped = true }
    return nil
  }

  private func constant(_ visit: borrowing Visit) -> Int? {
    guard let value = visit.cursor.constantInteger, !visit.cursor.readsConstant else { return nil }
    return value
  }
}
