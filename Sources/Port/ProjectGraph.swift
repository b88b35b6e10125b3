import Findings

/// What the traced names of a project are, and which of them use which.
struct ProjectGraph {
  let definitions: [ProjectName: [NameTrace]]
  /// Prototypes and other declarations without a body.
  let declarations: [ProjectName: [NameTrace]]
  let uses: [ProjectName: [NameTrace]]
  /// Which names the definition of a name uses.
  let callees: [ProjectName: Set<ProjectName>]

  init(_ traces: [NameTrace]) {
    definitions = Dictionary(grouping: traces.filter { $0.role == .definition }, by: \.subject)
    declarations = Dictionary(grouping: traces.filter { $0.role == .declaration }, by: \.subject)
    let uses = traces.filter { $0.role == .call || $0.role == .reference }
    self.uses = Dictionary(grouping: uses, by: \.subject)
    var callees: [ProjectName: Set<ProjectName>] = [:]
    for use in uses {
      if let owner = use.owner { callees[owner, default: []].insert(use.subject) }
    }
    self.callees = callees
  }

  /// Static names outside headers' inline functions, whose disuse a compiler would warn of.
  var internalNames: [ProjectName] {
    definitions.filter { name, traces in
      name.home != nil && !traces.contains(where: \.isInline)
    }.keys.sorted()
  }

  /// Who uses `name`, itself left out; nil among them if some use stands in no definition.
  func users(of name: ProjectName) -> Set<ProjectName?> {
    Set(uses[name, default: []].map(\.owner).filter { $0 != name })
  }

  /// The definition of which file and lines hold the place, if it is one of `names`.
  func definition(
    around offset: Int, in file: String, of names: some Sequence<ProjectName>
  ) -> ProjectName? {
    names.first { name in
      definitions[name, default: []].contains {
        $0.file == file && $0.anatomy.region.start <= offset && offset < $0.anatomy.region.end
      }
    }
  }
}
