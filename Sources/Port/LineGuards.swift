import Catalogue
import Findings
import Recipe

/// Makes the guards around the ordinary code of one file.
struct LineGuards {
  let source: SourceText
  let style: DirectiveStyle
  let plan: PortPlan
  let recognised: [RecognisedSite]
  private var calls: [Range<Int>] = []
  private(set) var guards: [GuardEdit] = []
  private(set) var refusals: [(finding: Finding, reason: String)] = []

  init(
    source: SourceText, style: DirectiveStyle, plan: PortPlan, sites: [Site],
    recognised: [RecognisedSite]
  ) {
    self.source = source
    self.style = style
    self.plan = plan
    self.recognised = recognised
    planGuards(sites)
  }

  /// Sites whose lines overlap share a guard.
  private struct Group {
    var lines: Range<Int>
    var sites: [GuardedSite]
  }

  private mutating func planGuards(_ sites: [Site]) {
    let unique = Site.firstOfEachPlace(sites)
    let tables = TableGuards(source: source, plan: plan, sites: unique)
    refusals += tables.refusals
    calls = unique.compactMap { $0.call(in: source)?.range }
    let use = ArgumentUse(source: source, ignored: calls + ignoredByRecognised)
    var places = tables.guarded
    for site in unique where !site.isNameAlone {
      switch guarded(site, use: use) {
      case .success(let place): places.append(place)
      case .failure(let refusal): refusals.append((site.finding, refusal.reason))
      }
    }
    for group in groups(of: places) { add(group) }
  }

  private func groups(of places: [GuardedPlace]) -> [Group] {
    var groups: [Group] = []
    for place in places.sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound }) {
      if let last = groups.last, last.lines.overlaps(place.lines) {
        let upper = max(last.lines.upperBound, place.lines.upperBound)
        groups[groups.count - 1].lines = last.lines.lowerBound..<upper
        groups[groups.count - 1].sites.append(place.site)
      } else {
        groups.append(Group(lines: place.lines, sites: [place.site]))
      }
    }
    return groups
  }

  private mutating func add(_ group: Group) {
    let isTable = group.sites.allSatisfy { $0.role == .element }
    if let joined = JoinedGuard(around: group.lines, sites: group.sites, in: source) {
      guards.append(
        GuardEdit(
          rule: .joinedGuard, lines: joined.line, hash: joined.hash, comment: nil,
          sites: group.sites, joined: joined.condition))
      return
    }
    guards.append(
      GuardEdit(
        rule: isTable ? .tableGuard : .lineGuard, lines: group.lines,
        hash: style.hash(depth: source.depth(at: group.lines.lowerBound)), comment: nil,
        sites: group.sites.map(withoutEmptyStatement)))
  }

  /// A call of which nothing is left goes with its semicolon where no statement is needed.
  private func withoutEmptyStatement(_ site: GuardedSite) -> GuardedSite {
    guard site.role == .plainStatement, site.failing.text == "(void)0",
      let whole = source.statement(of: site.failing.range)
    else { return site }
    return site.failing(Replacement(range: whole, text: ""))
  }

  private var ignoredByRecognised: [Range<Int>] {
    recognised.flatMap { site in
      (site.anatomy.call.map { [$0.start..<$0.end] } ?? []) + site.substitutes
    }
  }

  private struct Refusal: Error {
    let reason: String
  }

  private func guarded(_ site: Site, use: ArgumentUse) -> Result<GuardedPlace, Refusal> {
    guard let call = site.call(in: source) else {
      return .failure(Refusal(reason: "its arguments do not fit its failing form"))
    }
    let lines = source.guardLines(region: site.region, replaced: [call.range])
    if let reason = splitReason(site, call, lines) { return .failure(Refusal(reason: reason)) }
    let discarded = use.discarded(of: call, form: site.failure, lines: lines)
    let failure = FailureText(
      form: site.failure, arguments: call.argumentTexts(in: source), discarded: discarded ?? [])
    guard discarded != nil, failure.isComplete else {
      return .failure(Refusal(reason: "its arguments do not fit its failing form"))
    }
    let isStatement = source.isStatement(call.range)
    if site.isOfProject, isStatement, failure.statement == "(void)0",
      let whole = source.statement(of: call.range)
    {
      let guarded = GuardedSite(
        site, enclosing: site.finding.enclosing, failing: Replacement(range: whole, text: ""),
        role: .call)
      return .success(GuardedPlace(lines: lines, site: guarded))
    }
    let guarded = GuardedSite(
      site, enclosing: site.finding.enclosing,
      failing: Replacement(
        range: call.range, text: isStatement ? failure.statement : failure.expression),
      role: isStatement && failure.isValueAlone ? .plainStatement : .call)
    return .success(GuardedPlace(lines: lines, site: guarded))
  }

  /// Why the directives inside its expression keep the site from being guarded; nil if they do not.
  private func splitReason(_ site: Site, _ call: CallText, _ lines: Range<Int>) -> String? {
    guard source.holdsDirective(lines) else { return nil }
    if source.crossesFunction(lines) {
      return "a conditional inside its expression reaches beyond the function"
    }
    guard !source.cutsConditional(call.range) else {
      return "a conditional begins inside its call and ends outside"
    }
    let evaluated = call.arguments.enumerated().filter {
      site.failure.evaluates(argument: $0.offset)
    }.map { call.argumentRange($0.offset, in: source) }
    guard !evaluated.contains(where: source.holdsDirective) else {
      return "a preprocessor directive stands inside an argument that its failing form evaluates"
    }
    let isKnown = { (offset: Int) in calls.contains { $0.contains(offset) } }
    let others = source.codeTokens(in: lines).map { source.tokens[$0] }.filter {
      source.text(of: $0) == site.finding.function && !isKnown($0.start)
    }
    guard others.isEmpty else {
      return "its expression holds another call of it, which this configuration leaves out"
    }
    return nil
  }
}

/// A site with the lines that its guard must stand around.
struct GuardedPlace {
  let lines: Range<Int>
  let site: GuardedSite
}
