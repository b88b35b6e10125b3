import Catalogue
import Findings
import Recipe

/// Divides the sites of a tree into patches that a reviewer can take one by one: one for each
/// capability and, where there are many sites, for each directory at the tree's top.
struct CapabilityPatches {
  let catalogue: Catalogue
  let plan: PortPlan

  /// From so many sites on, a capability is divided by directories.
  private static let divided = 12

  /// The plan with a patch for every function that has a site outside the omitted files.
  /// `skipped` are in guards that stand.
  func plan(
    for findings: [Finding], anatomies: [SiteAnatomy], skipped: [RecognisedSite] = []
  ) -> PortPlan {
    let omitted = Set(plan.omissions.flatMap(\.files))
    var places: [Capability: [Place]] = [:]
    let sites = zip(findings, anatomies).filter { $0.0.concernsPort }
    for (finding, anatomy) in sites + skipped.map({ ($0.finding, $0.anatomy) }) {
      let finding = finding.called(in: catalogue)
      guard !omitted.contains(finding.file), !omitted.contains(anatomy.file) else { continue }
      let capability = Capability(function: finding.function, authority: finding.authority)
      places[capability, default: []].append(
        Place(function: finding.function, file: anatomy.file, offset: anatomy.identifier.start))
    }
    let patches = Capability.allCases.flatMap { capability in
      Self.areas(of: Set(places[capability] ?? [])).map { area, places in
        patch(for: capability, area: area, places: places)
      }
    }
    return plan.with(patches: patches, descend: plan.descend.map { descend(in: patches, $0) })
  }

  private struct Place: Hashable {
    let function: String
    let file: String
    let offset: Int

    /// The directory at the tree's top; nil for a file at the top itself.
    var directory: String? {
      file.firstIndex(of: "/").map { String(file[..<$0]) }
    }
  }

  /// A file at the top is in no directory, so that its sites would be in no divided patch.
  private static func areas(of places: Set<Place>) -> [(area: String?, places: [Place])] {
    guard !places.isEmpty else { return [] }
    let byDirectory = Dictionary(grouping: places) { $0.directory ?? "" }
    guard places.count >= divided, byDirectory.count > 1, byDirectory[""] == nil else {
      return [(nil, Array(places))]
    }
    return byDirectory.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func patch(
    for capability: Capability, area: String?, places: [Place]
  ) -> PortPlan.Patch {
    let functions = Set(places.map(\.function)).sorted()
    let text = CapabilityText(
      capability: capability, area: area, functions: functions,
      files: Set(places.map(\.file)).sorted(), sense: plan.sites.sense)
    return PortPlan.Patch(
      name: Self.name(capability, area), subject: text.subject, body: text.body,
      functions: functions, insertions: [], area: area)
  }

  private static func name(_ capability: Capability, _ area: String?) -> String {
    capability.rawValue + (area.map { "-" + fileName($0) } ?? "")
  }

  /// The result with texts that speak of what each patch guards, and not of what upstream has
  /// guarded already.
  func described(_ result: PortResult, of whole: PortPlan) -> PortResult {
    result.with(
      stages: result.stages.map { stage in
        let guards = stage.intents.filter { $0.rule.isGuard }
        guard !stage.isDescend,
          let patch = whole.patches.first(where: { $0.name == stage.name }),
          let capability = Capability.allCases.first(where: {
            Self.name($0, patch.area) == stage.name
          })
        else { return stage }
        // A function of the project that goes is none of the C library's.
        let functions = Set(guards.compactMap(\.function)).intersection(patch.functions).sorted()
        guard !functions.isEmpty else { return stage }
        let text = CapabilityText(
          capability: capability, area: patch.area, functions: functions,
          files: Set(guards.map(\.file)).sorted(), sense: plan.sites.sense)
        return stage.with(subject: text.subject, body: text.body)
      })
  }

  private static func fileName(_ area: String) -> String {
    String(area.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// A descend patch that lists no functions takes all that have a variant.
  private func descend(
    in patches: [PortPlan.Patch], _ descend: PortPlan.Descend
  ) -> PortPlan.Descend {
    guard descend.functions.isEmpty else { return descend }
    let functions = Set(patches.flatMap(\.functions)).filter {
      catalogue.row(named: $0)?.descend != nil
    }
    return PortPlan.Descend(
      name: descend.name, subject: descend.subject, body: descend.body,
      condition: descend.condition, includeCondition: descend.includeCondition,
      functions: functions.sorted(), insertions: descend.insertions)
  }
}
