import Catalogue
import Findings
import Recipe

/// Which functions and variables of the project go with the functions that they rest on, and under
/// which condition.
///
/// Those go that the recipe calls absent, and the static ones that nothing but these uses. `dropped` are
/// those that an earlier attempt could not let go.
struct Vanishing {
  let graph: ProjectGraph
  /// What goes, with the condition under which it stays.
  private(set) var conditions: [ProjectName: GuardCondition] = [:]
  /// What the recipe calls absent, but nothing that is missing leads to it.
  private(set) var groundless: [ProjectName] = []
  /// The missing functions that each name uses directly, and for which it has no answer yet.
  private var own: [ProjectName: Set<String>] = [:]
  /// The same with those that it answers.
  private var all: [ProjectName: Set<String>] = [:]

  init(
    graph: ProjectGraph, dispositions: Dispositions, plan: PortPlan,
    findings: [(finding: Finding, offset: Int)], sources: [String: SourceText],
    dropped: Set<ProjectName>
  ) {
    self.graph = graph
    let asked = graph.definitions.keys.filter { name in
      !dropped.contains(name)
        && dispositions.absent.contains { disposition in
          disposition.function == name.name
            && (disposition.file == nil
              || graph.definitions[name, default: []].contains { $0.file == disposition.file })
        }
    }.sorted()
    let disused = disused(besides: asked, dropped)
    for (finding, offset) in findings where plan.owner(of: finding.function) != nil {
      guard
        let name = graph.definition(
          around: offset, in: finding.file, of: graph.definitions.keys)
      else { continue }
      all[name, default: []].insert(finding.function)
      if !isAnswered(finding, at: offset, inside: name, plan, sources) {
        own[name, default: []].insert(finding.function)
      }
    }
    var causes = causes(asked + disused)
    for name in asked where causes[name, default: []].isEmpty {
      causes[name] = reached(from: name)
    }
    groundless = asked.filter { causes[$0, default: []].isEmpty }
    for name in asked where !groundless.contains(name) {
      conditions[name] = GuardCondition(all: causes[name, default: []])
    }
    // In the order in which they were found, so that all their users come before them.
    for name in disused {
      let users = graph.users(of: name).compactMap { $0 }.map { conditions[$0] }
      guard !users.contains(nil) else { continue }
      conditions[name] = GuardCondition.any(of: users.compactMap { $0 })
    }
  }

  func isAsked(_ name: ProjectName, _ dispositions: Dispositions) -> Bool {
    dispositions.absent.contains { $0.function == name.name }
  }

  /// Whether the place lies in the definition of something that goes.
  func covers(_ offset: Int, in file: String) -> Bool {
    graph.definition(around: offset, in: file, of: conditions.keys) != nil
  }

  /// Every chain of names from `name` to a missing function; the first `limit` of them.
  func chains(from name: ProjectName, limit: Int = 50) -> [[String]] {
    var chains: [[String]] = []
    func extend(_ name: ProjectName, _ chain: [String], _ seen: Set<ProjectName>) {
      for function in all[name, default: []].sorted() where chains.count < limit {
        chains.append(chain + [function])
      }
      for next in graph.callees[name, default: []].sorted()
      where (next.home != nil || conditions[next] != nil) && !seen.contains(next)
        && chains.count < limit
      {
        extend(next, chain + [next.name], seen.union([next]))
      }
    }
    extend(name, [name.name], [name])
    return chains
  }

  /// Static names that only `asked` use, or each other; users first.
  private func disused(besides asked: [ProjectName], _ dropped: Set<ProjectName>) -> [ProjectName] {
    let candidates = graph.internalNames.filter { !asked.contains($0) && !dropped.contains($0) }
    var gone = Set(asked)
    var found: [ProjectName] = []
    while true {
      let more = candidates.filter { name in
        let users = graph.users(of: name)
        return !gone.contains(name) && !users.isEmpty
          && users.allSatisfy { user in user.map(gone.contains) ?? false }
      }
      guard !more.isEmpty else { return found }
      found += more
      gone.formUnion(more)
    }
  }

  /// The missing functions that static functions reach which stay for others' sake: those are what an
  /// absent function rests on that uses none itself. Whether their guards stand already is no matter.
  private func reached(from name: ProjectName) -> Set<String> {
    var seen: Set<ProjectName> = [name]
    var open = [name]
    var functions: Set<String> = []
    while let next = open.popLast() {
      functions.formUnion(next == name ? [] : all[next, default: []])
      open += graph.callees[next, default: []].filter {
        ($0.home != nil || conditions[$0] != nil) && seen.insert($0).inserted
      }
    }
    return functions
  }

  /// Whether a conditional inside the definition already says what happens without the function.
  private func isAnswered(
    _ finding: Finding, at offset: Int, inside name: ProjectName, _ plan: PortPlan,
    _ sources: [String: SourceText]
  ) -> Bool {
    guard let source = sources[finding.file],
      let definition = graph.definitions[name, default: []].first(where: {
        $0.file == finding.file && $0.anatomy.region.start <= offset
          && offset < $0.anatomy.region.end
      })
    else { return false }
    let condition = GuardCondition(all: [finding.function])
    return source.branches(around: offset).contains { conditional, index in
      source.directives[conditional.branches[0].directive].hash >= definition.anatomy.region.start
        && condition.isImplied(by: conditional.branches[index].condition, plan.sites)
    }
  }

  /// The missing functions that each of `names` comes to use, directly or through others of them.
  private func causes(_ names: [ProjectName]) -> [ProjectName: Set<String>] {
    var causes = own
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for name in names {
        let inherited = graph.callees[name, default: []].filter(names.contains).reduce(
          into: Set<String>()
        ) { $0.formUnion(causes[$1, default: []]) }
        let before = causes[name, default: []].count
        causes[name, default: []].formUnion(inherited)
        if causes[name, default: []].count > before { hasGrown = true }
      }
    }
    return causes
  }
}
