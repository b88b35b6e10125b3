import Catalogue
import Findings
import Recipe

/// Sites that no configuration compiles now because a guard of the port's own stands around them: the
/// host skips that code anyway, and the view's configuration takes the guard's other branch.
///
/// They need no edit, but what serves the guard, such as its check, is wanted as long as it stands.
struct SkippedSites {
  private(set) var sites: [RecognisedSite] = []
  private let plan: PortPlan
  private let dispositions: Dispositions
  private let catalogue: Catalogue

  init(
    plan: PortPlan, catalogue: Catalogue, sources: [String: SourceText], findings: [Finding],
    anatomies: [SiteAnatomy]
  ) {
    self.plan = plan
    self.catalogue = catalogue
    dispositions = Dispositions(plan: plan, catalogue: catalogue)
    for (finding, anatomy) in zip(findings, anatomies)
    where finding.isSkippedByGuard
      && !plan.omissions.contains(where: { $0.files.contains(anatomy.file) })
    {
      guard let source = sources[anatomy.file],
        let failure = catalogue.row(named: finding.function).flatMap({
          dispositions.failure(of: $0, in: anatomy.file)
        }),
        let site = RecognisedSite(
          finding, anatomy, condition: GuardCondition(all: [finding.function]), failure: failure,
          plan: plan, sources: sources)
      else { continue }
      if descends(site, in: source) || fails(site, failure, in: source) { sites.append(site) }
    }
  }

  /// A descend branch is nobody's but the port's.
  private func descends(_ site: RecognisedSite, in source: SourceText) -> Bool {
    guard let descend = plan.descend else { return false }
    return DescendBranch(
      source: source, style: DirectiveStyle(of: source), descend: descend,
      dispositions: dispositions
    ).stands(for: site)
  }

  /// Whether another branch is the site's own but for the failing form in place of the call: upstream's
  /// own guards have something else to do there.
  private func fails(_ site: RecognisedSite, _ failure: FailureForm, in source: SourceText) -> Bool
  {
    guard let conditional = site.conditional else { return false }
    let own = conditional.branches[site.branch].body
    let identifier = site.anatomy.identifier
    guard
      let call = CallText(
        in: source, start: identifier.start, identifierEnd: identifier.end, limit: own.upperBound)
    else { return false }
    let text = FailureText(
      form: failure, arguments: call.argumentTexts(in: source), discarded: [])
    let forms = [text.expression, text.statement].map { Self.bare(Self.words($0)) }
    let before = Self.words(source, in: own.lowerBound..<call.range.lowerBound)
    let after = Self.words(source, in: call.range.upperBound..<own.upperBound)
    return site.substitutes.contains { range in
      let words = Self.words(source, in: range)
      guard words.count > before.count + after.count, words.starts(with: before),
        words.reversed().starts(with: after.reversed())
      else { return false }
      let middle = Self.bare(Array(words[before.count..<(words.count - after.count)]))
      // What is discarded comes before it.
      return forms.contains { middle.suffix($0.count) == $0[...] }
    }
  }

  /// Without the parentheses around the whole.
  private static func bare(_ words: [String]) -> [String] {
    words.first == "(" && words.last == ")" ? Array(words.dropFirst().dropLast()) : words
  }

  private static func words(_ source: SourceText, in range: Range<Int>) -> [String] {
    source.codeTokens(in: range).map { source.text(of: source.tokens[$0]) }
  }

  private static func words(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return Lexer.tokens(of: bytes).map {
      String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)
    }
  }
}
