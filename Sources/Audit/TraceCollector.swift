import Clang
import Findings
import Inactive
import Lexing

/// Follows some names of the project through one unit: where they are declared, defined and used, and the
/// same of the static functions and variables that their definitions use.
///
/// A first walk finds out which names these are; only the second looks at places.
struct TraceCollector {
  private let files: ProjectFiles
  private let wanted: Set<ProjectName>
  /// Where declarations begin that declare several names.
  private let shared: Set<NameGraph.Place>
  private var owner: ProjectName?
  private(set) var traces: Set<NameTrace> = []

  /// All traces of `names` in `unit`.
  static func traces(
    of names: Set<String>, in unit: borrowing TranslationUnit, files: ProjectFiles
  ) -> [NameTrace] {
    guard !names.isEmpty else { return [] }
    var graph = NameGraph(files: files)
    unit.walk { (visit: borrowing Visit) in graph.visit(visit) }
    var collector = TraceCollector(
      files: files, wanted: graph.reached(from: names), shared: graph.sharedPlaces)
    unit.walk { (visit: borrowing Visit) in collector.visit(visit) }
    return collector.traces.sorted(by: NameTrace.isOrderedBefore)
  }

  private init(
    files: ProjectFiles, wanted: Set<ProjectName>, shared: Set<NameGraph.Place>
  ) {
    self.files = files
    self.wanted = wanted
    self.shared = shared
  }

  private mutating func visit(_ visit: borrowing Visit) -> Visit.Next {
    let kind = visit.cursor.kind
    if visit.depth == 1 {
      guard let place = visit.cursor.filePlace, files.relativePath(of: place.path) != nil else {
        return .skipChildren
      }
      owner = visit.cursor.fileScopeName.map(files.projectName)
      addDeclaration(visit)
    }
    if kind == .reference { addUse(visit) }
    return .descend
  }

  private mutating func addDeclaration(_ visit: borrowing Visit) {
    guard let declared = visit.cursor.fileScopeName, wanted.contains(files.projectName(declared)),
      let extent = visit.cursor.extent,
      let place = visit.cursor.filePlace, let file = files.relativePath(of: place.path),
      files.relativePath(of: extent.fileEnd.path) == file
    else { return }
    let text = files.text(of: file)
    let isDefinition = visit.cursor.isDefinition
    let isFunction = declared.value != .variable
    // A macro may make it from arguments: then it ends where the invocation does.
    let last =
      extent.fileEnd.offset == extent.expansionEnd.offset
      ? extent.fileEnd.offset : text.endOfInvocation(from: extent.expansionEnd.offset)
    let end = isDefinition && isFunction ? last : text.endOfDeclaration(from: last)
    let start = extent.expansionStart.offset
    let identifier = text.identifier(at: place.offset)
    guard start <= identifier.start, identifier.end <= end else { return }
    let isWritten = text.word(at: place.offset) == declared.name
    let isShared = shared.contains(NameGraph.Place(file: file, offset: start))
    let anatomy = SiteAnatomy(
      file: file, identifier: identifier, call: nil,
      region: SiteAnatomy.ByteRange(start: start, end: end), macro: nil,
      isInMacroArgument: !isWritten || isShared)
    add(visit, declared, isDefinition ? .definition : .declaration, nil, file, place, anatomy)
  }

  private mutating func addUse(_ visit: borrowing Visit) {
    guard let used = visit.cursor.referencedFileScopeName,
      wanted.contains(files.projectName(used)),
      let place = visit.cursor.filePlace, let file = files.relativePath(of: place.path)
    else { return }
    let anatomy = SiteLocator(
      files: files, macros: MacroFinder(files: files, definitions: visit.macroDefinitions)
    )
    .anatomy(of: visit, name: used.name, place: place, file: file)
    let isCall = SiteLocator.levelOfCall(visit) != nil && used.value != .variable
    add(visit, used, isCall ? .call : .reference, owner, file, place, anatomy)
  }

  private mutating func add(
    _ visit: borrowing Visit, _ name: FileScopeName, _ role: NameTrace.Role,
    _ owner: ProjectName?, _ file: String, _ place: SourcePlace, _ anatomy: SiteAnatomy
  ) {
    traces.insert(
      NameTrace(
        subject: files.projectName(name), role: role, value: NameTrace.Value(name.value),
        isInline: name.isInline, owner: owner, file: file, line: place.line, column: place.column,
        anatomy: anatomy))
  }
}

/// Which names of the project the definitions of one unit use.
private struct NameGraph {
  struct Place: Hashable {
    let file: String
    let offset: Int
  }

  private var declared: [Place: Set<ProjectName>] = [:]
  private let files: ProjectFiles
  private var owner: ProjectName?
  private var uses: [ProjectName: Set<ProjectName>] = [:]
  private var known: Set<ProjectName> = []

  init(files: ProjectFiles) {
    self.files = files
  }

  mutating func visit(_ visit: borrowing Visit) -> Visit.Next {
    let kind = visit.cursor.kind
    if visit.depth == 1 {
      guard let place = visit.cursor.filePlace, files.relativePath(of: place.path) != nil else {
        return .skipChildren
      }
      owner = visit.cursor.fileScopeName.map(files.projectName)
      if let owner {
        known.insert(owner)
        if let start = visit.cursor.extent?.expansionStart,
          let file = files.relativePath(of: start.path)
        {
          declared[Place(file: file, offset: start.offset), default: []].insert(owner)
        }
      }
    }
    if kind == .reference, let used = visit.cursor.referencedFileScopeName {
      let name = files.projectName(used)
      known.insert(name)
      if let owner, used.isInternal { uses[owner, default: []].insert(name) }
    }
    return .descend
  }

  /// Where one declaration, or one invocation of a macro, declares several names.
  var sharedPlaces: Set<Place> { Set(declared.filter { $0.value.count > 1 }.keys) }

  /// The names that are spelled so, and all that stays in this unit and that their definitions use.
  func reached(from names: Set<String>) -> Set<ProjectName> {
    var reached = known.filter { names.contains($0.name) }
    var open = Array(reached)
    while let name = open.popLast() {
      for used in uses[name, default: []] where reached.insert(used).inserted { open.append(used) }
    }
    return reached
  }
}

extension ProjectFiles {
  fileprivate func projectName(_ name: FileScopeName) -> ProjectName {
    ProjectName(
      name: name.name,
      home: name.isInternal ? relativePath(of: name.place.path) ?? name.place.path : nil)
  }
}

extension NameTrace.Value {
  fileprivate init(_ value: FileScopeName.Value) {
    switch value {
    case .nothing: self = .nothing
    case .pointer: self = .pointer
    case .other: self = .other
    case .variable: self = .variable
    }
  }
}
