import Findings
import Recipe

/// All edits of one source file but the plan's insertions.
struct FilePlan {
  private(set) var edits: [PlannedEdit] = []
  private(set) var refusals: [(finding: Finding, reason: String)] = []
  /// Sites whose guard stands without the descend branch that the plan wants.
  private(set) var undescended: [Finding] = []
  /// Includes that stand already.
  private(set) var recognised = 0
  private let source: SourceText
  private let plan: PortPlan
  private let style: DirectiveStyle
  private let includes: IncludePlanner
  private let errno: KnownErrno

  /// The number of stages that `plan` can have: its patches and the descend patch.
  static func stageCount(of plan: PortPlan) -> Int {
    plan.patches.count + (plan.descend == nil ? 0 : 1)
  }

  /// `skipped`: sites in guards that stand, which no configuration compiles now.
  init(
    source: SourceText, plan: PortPlan, dispositions: Dispositions, sources: [String: SourceText],
    sites: [Site], recognised: [RecognisedSite], skipped: [RecognisedSite] = [],
    wholes: [GuardEdit] = []
  ) {
    self.source = source
    self.plan = plan
    style = DirectiveStyle(of: source)
    includes = IncludePlanner(source: source, style: style, plan: plan)
    let errno = KnownErrno(source: source, recognised: recognised + skipped)
    self.errno = errno
    let placeable = sites.filter { site in
      !site.needsErrno || includes.position != nil || errno.covers(site.identifier.lowerBound)
        || site.condition.functions.allSatisfy(includes.hasErrno)
    }
    refusals += sites.filter { site in !placeable.contains { $0.anatomy == site.anatomy } }
      .map { ($0.finding, "\(source.path) has no #include to put <errno.h> after") }
    let lines = LineGuards(
      source: source, style: style, plan: plan,
      sites: placeable.filter { $0.anatomy.macro == nil }, recognised: recognised)
    let macros = MacroGuards(
      source: source, plan: plan, sources: sources,
      sites: placeable.filter { $0.anatomy.macro != nil })
    refusals += lines.refusals + macros.refusals
    let guards = lines.guards + macros.guards
    edits += (guards + wholes).map(edit)
    addErrno(guards, recognised + skipped)
    addDescend(guards, recognised, skipped: skipped, dispositions)
  }

  private func edit(of planned: GuardEdit) -> PlannedEdit {
    let count = Self.stageCount(of: plan)
    let key = { (rule: PortRule, site: GuardedSite) in
      IntentKey(
        rule: rule, function: site.function, file: source.path, enclosing: site.enclosing)
    }
    return PlannedEdit(
      rule: planned.rule, file: source.path, range: planned.lines, rank: .max,
      owner: Set(planned.sites.map { plan.patches[$0.owner].name }).sorted()
        .joined(separator: ", "),
      replacements: (0..<count).map { stage in
        planned.text(
          in: source, style: style, plan: plan, last: stage,
          descends: stage == plan.patches.count)
      },
      intents: (0..<count).map { stage in
        stage == plan.patches.count
          ? planned.sites.filter { $0.descend != nil }.map { key(.descend, $0) }
          : planned.sites.filter { $0.owner == stage }.map { key(planned.rule, $0) }
      })
  }

  /// Functions whose #else uses errno, each with its patch.
  private func errnoUsers(
    _ guards: [GuardEdit], _ recognised: [RecognisedSite]
  ) -> [String: Int] {
    var users: [String: Int] = [:]
    let own = guards.filter { $0.rule != .joinedGuard }
    let conditions =
      own.flatMap(\.sites).filter {
        $0.needsErrno && !errno.covers($0.identifier.lowerBound)
      }.map(\.condition)
      + recognised.filter {
        $0.needsErrno && mentionsErrno($0, among: recognised)
          && !errno.covers($0.anatomy.identifier.start)
      }.map(\.condition)
    for function in conditions.flatMap(\.functions) {
      users[function] = plan.owner(of: function, in: source.path) ?? plan.owner(of: function)
    }
    return users
  }

  /// Whether what stands in for the site uses errno, but where that in turn stands in for another: upstream's
  /// own other way to do something may hold a call that the port guards.
  private func mentionsErrno(_ site: RecognisedSite, among recognised: [RecognisedSite]) -> Bool {
    let substitutes = site.substitutes
    let inner = recognised.flatMap(\.substitutes).filter { range in
      substitutes.contains { $0 != range && $0.contains(range) }
    }
    return source.mentions("errno", in: substitutes, outside: inner)
  }

  private mutating func addErrno(_ guards: [GuardEdit], _ recognised: [RecognisedSite]) {
    let users = errnoUsers(guards, recognised)
    let uncovered = users.filter { !includes.hasErrno(for: $0.key) }
    self.recognised += users.isEmpty || !uncovered.isEmpty ? 0 : 1
    guard !uncovered.isEmpty, let position = includes.position else { return }
    let count = Self.stageCount(of: plan)
    edits.append(
      PlannedEdit(
        rule: .errnoInclude, file: source.path, range: position..<position, rank: .max - 2,
        owner: "<errno.h>",
        replacements: (0..<count).map { stage in
          let active = uncovered.filter { $0.value <= stage }.keys.sorted()
          guard !active.isEmpty else { return nil }
          return includes.block(
            opening: style.missingOpening(active, plan.sites), header: "errno.h")
        },
        intents: (0..<count).map { stage in
          uncovered.filter { $0.value == stage }.keys.sorted().map {
            IntentKey(rule: .errnoInclude, function: $0, file: source.path, enclosing: nil)
          }
        }))
  }

  private mutating func addDescend(
    _ guards: [GuardEdit], _ recognised: [RecognisedSite], skipped: [RecognisedSite],
    _ dispositions: Dispositions
  ) {
    guard let descend = plan.descend else { return }
    let branches = DescendBranch(
      source: source, style: style, descend: descend, dispositions: dispositions)
    let addable = branches.addable(recognised)
    let added = addable.flatMap(\.sites).map(\.anatomy)
    undescended = branches.lacking(recognised).filter { !added.contains($0.anatomy) }
      .map(\.finding)
    for (sites, line) in addable {
      let keys = sites.map { site in
        IntentKey(
          rule: .descend, function: site.finding.function, file: source.path,
          enclosing: site.anatomy.macro == nil ? site.finding.enclosing : nil)
      }
      edits.append(
        lateEdit(.descend, at: line, rank: 0, text: branches.text(for: sites), intents: keys))
    }
    let isNeeded =
      !addable.isEmpty
      || guards.contains { $0.sites.contains { $0.descend != nil } }
      || (recognised + skipped).contains { branches.stands(for: $0) }
    guard isNeeded else { return }
    guard !includes.hasDescend else {
      self.recognised += 1
      return
    }
    guard let position = includes.position else { return }
    let key = IntentKey(rule: .descendInclude, function: nil, file: source.path, enclosing: nil)
    edits.append(
      lateEdit(
        .descendInclude, at: includes.afterErrnoBlock(at: position), rank: .max - 1,
        text: includes.block(opening: opening(of: descend), header: "descend.h"), intents: [key]))
  }

  /// An insertion that the descend patch makes.
  private func lateEdit(
    _ rule: PortRule, at position: Int, rank: Int, text: [UInt8], intents: [IntentKey]
  ) -> PlannedEdit {
    let stage = plan.patches.count
    return PlannedEdit(
      rule: rule, file: source.path, range: position..<position, rank: rank,
      owner: plan.descend?.name ?? "", replacements: (0...stage).map { $0 == stage ? text : nil },
      intents: (0...stage).map { $0 == stage ? intents : [] })
  }

  private func opening(of descend: PortPlan.Descend) -> String {
    let condition = descend.includeCondition
    guard plan.sites.sense == .present, condition.hasPrefix("defined("), condition.hasSuffix(")"),
      condition.count(where: { $0 == "(" }) == 1
    else { return "if \(condition)" }
    return "ifdef \(condition.dropFirst("defined(".count).dropLast())"
  }
}
