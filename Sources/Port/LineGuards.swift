import Catalogue
import Findings
import Recipe

/// Makes the guards around the ordinary code of one file.
struct LineGuards {
  let source: SourceText
  let style: DirectiveStyle
  let plan: PortPlan
  let recognised: [RecognisedSite]
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

  private mutating func planGuards(_ sites: [Site]) {
    let unique = Site.firstOfEachPlace(sites)
    let calls = unique.compactMap { $0.call(in: source)?.range }
    let use = ArgumentUse(source: source, ignored: calls + ignoredByRecognised)
    var groups: [(lines: Range<Int>, sites: [(Site, GuardedSite)])] = []
    for site in unique {
      let lines = source.wholeLines(around: site.region)
      guard !source.directives.contains(where: { lines.overlaps($0.lineStart..<$0.end) }) else {
        refusals.append((site.finding, "a preprocessor directive stands inside its expression"))
        continue
      }
      guard let guarded = lineSite(site, use: use) else {
        refusals.append(
          (site.finding, "its arguments do not fit its failing form"))
        continue
      }
      if let last = groups.last, last.lines.overlaps(lines) {
        let merged =
          min(
            last.lines.lowerBound, lines.lowerBound)..<max(last.lines.upperBound, lines.upperBound)
        groups[groups.count - 1] = (merged, last.sites + [(site, guarded)])
      } else {
        groups.append((lines, [(site, guarded)]))
      }
    }
    for group in groups {
      guards.append(
        GuardEdit(
          rule: .lineGuard, lines: group.lines,
          hash: style.hash(depth: source.depth(at: group.lines.lowerBound)), comment: nil,
          sites: group.sites.map(\.1)))
    }
  }

  private var ignoredByRecognised: [Range<Int>] {
    recognised.flatMap { site in
      (site.anatomy.call.map { [$0.start..<$0.end] } ?? []) + site.substitutes
    }
  }

  private func lineSite(_ site: Site, use: ArgumentUse) -> GuardedSite? {
    guard let call = site.call(in: source),
      let discarded = use.discarded(of: call, form: site.failure)
    else {
      return nil
    }
    let failure = FailureText(
      form: site.failure, arguments: call.argumentTexts(in: source), discarded: discarded)
    guard failure.isComplete else { return nil }
    let isStatement = source.isStatement(call.range)
    return GuardedSite(
      site, plan: plan, enclosing: site.finding.enclosing,
      failing: Replacement(
        range: call.range, text: isStatement ? failure.statement : failure.expression))
  }
}
