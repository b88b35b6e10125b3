import Catalogue
import Clang
import Findings
import Inactive
import Lexing

/// Collects from one walk the ambient sites of a unit, the names its object will refer to, and
/// the catalogue's names that it defines itself.
struct UseCollector {
  private let classifier: UseClassifier
  private let files: ProjectFiles
  /// Nil if it is not known.
  private let interest: FilesOfInterest?
  /// True for C before C99, where `inline` has gnu89's meaning.
  private let hasGNU89Inline: Bool

  private var found: [FoundSite] = []
  private(set) var uses = UnitUses()
  /// Link names of the catalogue with a definition in the project.
  private(set) var definitions: Set<String> = []
  private var path = CodePath()
  private var filesOfProject: [FileIdentity: Bool] = [:]
  private var skim = ReferenceSkim()
  /// Declarations without anything of interest are not walked through.
  private let isQuick: Bool
  private var enclosingNames: [String: String] = [:]
  /// What static declarations with the attribute weakref stand for, by their own names.
  private var weakReferences: [String: String] = [:]
  /// True if a declaration gives a name that says nothing another one to link by that does: then no file tells where
  /// it is used.
  private var renames = false
  /// Names of the catalogue that the unit defines as aliases of its own functions.
  private var aliases: Set<String> = []

  private struct FoundSite {
    var site: Site
    let function: String?
    let exclusion: CodeExclusion?
  }

  /// `isQuick`: as long as ``isConclusive`` is true, what is found is the same.
  init(
    classifier: UseClassifier, files: ProjectFiles, interest: FilesOfInterest?,
    hasGNU89Inline: Bool, isQuick: Bool
  ) {
    self.classifier = classifier
    self.files = files
    self.interest = interest
    self.hasGNU89Inline = hasGNU89Inline
    self.isQuick = isQuick
  }

  /// The sites, with what the whole unit says of them.
  var sites: [Site] {
    let emitted = uses.emittedFunctions
    return found.map { found in
      var site = found.site
      if let exclusion = found.exclusion {
        site.state = exclusion.state
      } else if let function = found.function, !emitted.contains(function) {
        site.state = .unusedInline
      }
      return site
    }
  }

  /// False if a quick walk was not enough: whether there is code for some site hangs on the rest of the unit, or some
  /// may be spelled as nobody would think.
  var isConclusive: Bool {
    guard isQuick else { return true }
    let isTold = interest == nil || (!renames && weakReferences.isEmpty)
    return isTold && !uses.hangOnOthers(found.compactMap(\.function))
  }

  mutating func visit(_ visit: borrowing Visit) -> Visit.Next {
    let kind = visit.cursor.kind
    if isQuick && visit.depth == 1 && interest?.canPassOver(visit.cursor, kind: kind) == true {
      return .skipChildren
    }
    let exclusion = path.lead(to: visit, kind: kind)
    var function = path.function
    if kind == .function || (kind == .variable && visit.depth == 1) {
      if let symbol = definedSymbol(visit) {
        if kind == .function { function = symbol.linkName }
      } else if kind == .function || !isOfProject(visit) {
        return .skipChildren
      }
      // A static variable has no symbol to link, but its initial value may hold references.
    } else if visit.depth == 1 && !isOfProject(visit) {
      return .skipChildren
    }
    if visit.depth == 1 && passesOver(visit, kind: kind) { return .skipChildren }
    if kind == .variable && visit.depth > 1 && visit.cursor.hasAttributes,
      let symbol = visit.cursor.symbol
    {
      noteRenaming(by: symbol)
    }
    switch kind {
    case .reference: collect(visit, function: function, exclusion: exclusion)
    // A method is called by no reference.
    case .call where exclusion == nil:
      if let symbol = visit.cursor.referencedSymbol, symbol.isMangled {
        uses.refer(to: symbol.linkName, from: function)
      }
    case .assembly: collectAssembly(visit, function: function, exclusion: exclusion)
    // What stands at file scope has no kind of its own in libclang.
    case .otherDeclaration where isAssembly(visit):
      collectAssembly(visit, function: nil, exclusion: nil)
    default: break
    }
    return descend(kind, exclusion, function)
  }

  private mutating func descend(
    _ kind: SyntaxKind, _ exclusion: CodeExclusion?, _ function: String?
  ) -> Visit.Next {
    path.descend(CodeFrame(kind: kind, exclusion: exclusion, function: function))
    return .descend
  }

  private mutating func isOfProject(_ visit: borrowing Visit) -> Bool {
    guard let file = visit.cursor.fileIdentity else { return false }
    if let known = filesOfProject[file] { return known }
    let isOfProject =
      visit.cursor.filePlace.map { files.relativePath(of: $0.path) != nil } ?? false
    filesOfProject[file] = isOfProject
    return isOfProject
  }

  /// True if a walk through the declaration could find nothing but calls of functions that are no sites.
  private mutating func passesOver(_ visit: borrowing Visit, kind: SyntaxKind) -> Bool {
    guard isQuick, kind == .function || kind == .variable || visit.cursor.isPlainType else {
      return false
    }
    let classifier = classifier
    let weakReferences = weakReferences
    return !skim.finds(in: visit.cursor) { symbol in
      symbol.isExternal
        ? classifier.knows(symbol.linkName) : weakReferences[symbol.linkName] != nil
    }
  }

  /// Notes a definition; nil for declarations and for what other people's headers define,
  /// except their static inline functions, which become part of the object.
  private mutating func definedSymbol(_ visit: borrowing Visit) -> Symbol? {
    let isDefinition = visit.cursor.isDefinition
    let isOfProject = isOfProject(visit)
    // What is static in somebody else's header is in this object all the same.
    let mayBeAlias = (isOfProject || visit.cursor.isStatic) && visit.cursor.hasAttributes
    guard isDefinition || mayBeAlias,
      let symbol = visit.cursor.symbol
    else { return nil }
    noteRenaming(by: symbol)
    if mayBeAlias && isAlias(visit, symbol: symbol) { return nil }
    guard isDefinition,
      isOfProject || (symbol.kind == .function && symbol.storage == .static)
    else { return nil }
    if symbol.kind == .function {
      uses.define(symbol.linkName, emission: emission(of: symbol))
      enclosingNames[symbol.linkName] = symbol.name
    }
    if isOfProject && symbol.isExternal && classifier.knows(symbol.linkName) {
      definitions.insert(symbol.linkName)
    }
    return symbol
  }

  private mutating func noteRenaming(by symbol: Symbol) {
    if symbol.isExternal && symbol.linkName != symbol.name && classifier.knows(symbol.linkName)
      && !classifier.isOfInterest(symbol.name)
    {
      renames = true
    }
  }

  /// Notes a declaration, one with attributes, if it only stands for another name. clang takes both kinds for definitions,
  /// but of a weakref the object refers to its target (gcc's manual, Common Function Attributes).
  private mutating func isAlias(_ visit: borrowing Visit, symbol: Symbol) -> Bool {
    // To print an initial value may take longer than all else.
    guard !visit.cursor.hasBody, !visit.cursor.hasInitialValue else { return false }
    let isStatic = symbol.storage == .static
    guard isStatic || classifier.knows(symbol.linkName), let target = visit.cursor.aliasTarget
    else {
      return false
    }
    if isStatic {
      if classifier.knows(target) {
        weakReferences[symbol.linkName] = target
        skim.forget()
      }
    } else {
      aliases.insert(symbol.linkName)
      definitions.insert(symbol.linkName)
    }
    return true
  }

  private func emission(of symbol: Symbol) -> UnitUses.Emission {
    guard symbol.isInline && !symbol.isReachedUnnamed else { return .always }
    // C++ has one definition of an inline function in each unit that needs it (C++17 [dcl.inline]).
    if symbol.isMangled { return .ifReferenced }
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
    guard var symbol = visit.cursor.referencedSymbol else { return }
    let exclusion = exclusion ?? (DiscardedValue.contains(visit) ? .discarded : nil)
    if symbol.kind == .function && symbol.isDefined && exclusion == nil {
      uses.refer(to: symbol.linkName, from: function)
    }
    let weakTarget = symbol.storage == .static ? weakReferences[symbol.linkName] : nil
    if let weakTarget { symbol = symbol.linked(as: weakTarget) }
    guard symbol.isExternal, classifier.knows(symbol.linkName), !aliases.contains(symbol.linkName)
    else { return }
    // glibc's headers define getchar() and others inline, for the optimiser only; the object refers
    // to them all the same.
    if weakTarget == nil, let definition = visit.cursor.referencedDefinition,
      files.relativePath(of: definition.path) != nil
    {
      return
    }
    if classifier.isReported(symbol) {
      uses.add(symbol.linkName, in: function, exclusion: exclusion)
    }
    let callLevel = SiteLocator.levelOfCall(visit)
    guard let use = classifier.use(of: symbol, in: visit, callLevel: callLevel) else { return }
    add(visit, symbol.name, symbol.linkName, use, function, exclusion)
  }

  private mutating func add(
    _ visit: borrowing Visit, _ name: String, _ linkName: String, _ use: AmbientUse,
    _ function: String?, _ exclusion: CodeExclusion?
  ) {
    let site = SiteLocator(files: files, macros: macros(visit)).site(
      of: visit, name: name, linkName: linkName, use: use,
      enclosing: function.flatMap { enclosingNames[$0] })
    if let site {
      found.append(FoundSite(site: site, function: function, exclusion: exclusion))
    }
  }

  private func macros(_ visit: borrowing Visit) -> MacroFinder {
    MacroFinder(files: files, definitions: visit.macroDefinitions)
  }

  private func isAssembly(_ visit: borrowing Visit) -> Bool {
    // Members and types are by far the most declarations, and have kinds of their own.
    guard visit.cursor.isUnexposedDeclaration, let start = visit.cursor.extent?.fileStart,
      let file = files.relativePath(of: start.path)
    else { return false }
    let word = files.text(of: file).word(at: start.offset)
    // A macro may stand for the keyword; what it brings is read like what is written.
    return ["asm", "__asm", "__asm__"].contains(word) || macros(visit).isDefined(word)
  }

  private mutating func collectAssembly(
    _ visit: borrowing Visit, function: String?, exclusion: CodeExclusion?
  ) {
    guard let extent = visit.cursor.extent,
      let file = files.relativePath(of: extent.fileStart.path)
    else { return }
    let text = files.text(of: file)
    let start = extent.fileStart.offset
    // What a macro brings as a whole ends, for libclang, where it starts.
    let end = max(extent.fileEnd.offset, text.endOfInvocation(from: start))
    let reader = AssemblyReader(
      SiteAnatomy.ByteRange(start: start, end: end), of: text,
      macro: macros(visit).bodyRange(of:))
    if reader.makesSystemCalls, let use = classifier.systemCallInstruction {
      add(visit, use.row.name, use.row.name, use, function, exclusion)
    }
    for symbol in Set(reader.symbols).sorted() {
      guard let use = classifier.useInAssembly(of: symbol) else { continue }
      uses.add(symbol, in: function, exclusion: exclusion)
      add(visit, symbol, symbol, use, function, exclusion)
    }
  }
}
