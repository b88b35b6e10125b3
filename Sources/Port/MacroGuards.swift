import Findings
import Recipe

/// Makes the guards around the macro definitions of one file.
struct MacroGuards {
  let source: SourceText
  let plan: PortPlan
  /// Also holds the files that use the macros.
  let sources: [String: SourceText]
  private(set) var guards: [GuardEdit] = []
  private(set) var refusals: [(finding: Finding, reason: String)] = []

  init(
    source: SourceText, plan: PortPlan, sources: [String: SourceText], sites: [Site]
  ) {
    self.source = source
    self.plan = plan
    self.sources = sources
    planGuards(sites)
  }

  private mutating func planGuards(_ sites: [Site]) {
    let places = Dictionary(grouping: sites) { $0.region.lowerBound }
    for (_, uses) in places.sorted(by: { $0.key < $1.key }) {
      var guardedSites: [GuardedSite] = []
      for site in Site.firstOfEachPlace(uses) {
        let same = uses.filter { $0.identifier == site.identifier }
        guard let guarded = macroSite(site, uses: same) else {
          refusals += same.map {
            ($0.finding, "its macro is neither a call nor another name that is only called")
          }
          continue
        }
        guardedSites.append(guarded)
      }
      guard let first = uses.first, guardedSites.count == Site.firstOfEachPlace(uses).count else {
        continue
      }
      guards.append(
        GuardEdit(
          rule: .macroGuard, lines: source.wholeLines(around: first.region),
          hash: macroHash(first.region.lowerBound), comment: trailingComment(of: first.region),
          sites: guardedSites))
    }
  }

  /// The `#` of the definition with the blanks that follow it.
  private func macroHash(_ offset: Int) -> String {
    guard let directive = source.directives.first(where: { $0.hash >= offset }) else { return "#" }
    return "#" + String(repeating: " ", count: source.indent(of: directive))
  }

  private func trailingComment(of region: Range<Int>) -> Range<Int>? {
    var index = source.tokenIndex(at: region.upperBound)
    if index < source.tokens.count, source.tokens[index].start < region.upperBound { index += 1 }
    while index > 0, source.tokens[index - 1].kind == .comment { index -= 1 }
    guard index > 0, source.tokens[index - 1].end < region.upperBound else { return nil }
    return source.tokens[index - 1].end..<region.upperBound
  }

  private func macroSite(_ site: Site, uses: [Site]) -> GuardedSite? {
    guard let macro = site.anatomy.macro else { return nil }
    if let call = site.call(in: source) {
      let use = ArgumentUse(source: source, ignored: [])
      let discarded = use.discarded(
        of: call, form: site.failure, parameters: macro.parameters ?? [],
        body: body(of: site.region))
      let failure = FailureText(
        form: site.failure,
        arguments: call.argumentTexts(in: source).map { "(\($0))" }, discarded: discarded)
      guard failure.isComplete else { return nil }
      return GuardedSite(
        site, enclosing: nil,
        failing: Replacement(range: call.range, text: failure.expression), role: .call)
    }
    guard macro.parameters == nil else { return nil }
    return aliasSite(site, macro: macro.name, uses: uses)
  }

  /// The definition without its name and parameters.
  private func body(of region: Range<Int>) -> Range<Int> {
    var index = source.tokenIndex(at: region.lowerBound)
    while index < source.tokens.count, source.tokens[index].start < region.upperBound {
      if source.text(of: source.tokens[index]) == ")" {
        return source.tokens[index].end..<region.upperBound
      }
      index += 1
    }
    return region
  }

  /// `#define topen open` becomes `#define topen(a, b) ((void)(a), (void)(b), errno = ENOSYS, -1)`.
  private func aliasSite(_ site: Site, macro: String, uses: [Site]) -> GuardedSite? {
    guard
      let index = source.tokens[..<source.tokenIndex(at: site.identifier.lowerBound)]
        .lastIndex(where: { $0.kind != .comment }),
      source.tokens[index].start >= site.region.lowerBound,
      source.text(of: source.tokens[index]) == macro
    else { return nil }
    let counts = uses.map { argumentCount(of: macro, at: $0.finding) }
    guard !counts.contains(.notCalled) else { return nil }
    var parameters: [String]?
    if case .known(let count)? = Set(counts).count == 1 ? counts.first : nil, count < 26 {
      parameters = (0..<count).map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) }
    }
    let failure = FailureText(
      form: site.failure, arguments: (parameters ?? []).map { "(\($0))" },
      discarded: (parameters ?? []).enumerated()
        .filter { !site.failure.evaluates(argument: $0.offset) }.map { "(\($0.element))" })
    guard failure.isComplete else { return nil }
    let list = parameters.map { $0.joined(separator: ", ") } ?? "..."
    let name = source.tokens[index]
    let blanks = source.text(name.end..<site.identifier.lowerBound)
    return GuardedSite(
      site, enclosing: nil,
      failing: Replacement(
        range: name.start..<site.identifier.upperBound,
        text: "\(macro)(\(list))\(blanks)\(failure.expression)"), role: .call)
  }

  private enum ArgumentCount: Hashable {
    case known(Int)
    case unknown
    case notCalled
  }

  /// How the macro is used on the finding's line.
  private func argumentCount(of macro: String, at finding: Finding) -> ArgumentCount {
    guard let user = sources[finding.file],
      let offset = user.offset(line: finding.line, column: finding.column)
    else { return .unknown }
    let index = user.tokenIndex(at: offset)
    guard index < user.tokens.count, user.text(of: user.tokens[index]) == macro else {
      return .unknown
    }
    let token = user.tokens[index]
    let call = CallText(
      in: user, start: token.start, identifierEnd: token.end, limit: user.bytes.count)
    return call.map { .known($0.arguments.count) } ?? .notCalled
  }
}
