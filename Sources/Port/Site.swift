import Findings
import Recipe

/// A forbidden finding that the plan answers for, in a file that can be edited.
struct Site {
  let finding: Finding
  let anatomy: SiteAnatomy
  let failure: FailureForm
  /// What must exist for it to be compiled.
  let condition: GuardCondition
  /// The index of the first patch that guards it.
  let owner: Int
  /// The name of `<descend.h>` that it is sent to; nil if it goes nowhere.
  let descend: String?
  /// What the recipe puts in place of its address, or of an object.
  let standIn: String?
  /// Whether it uses something of the project that vanishes.
  var isOfProject = false

  /// Whether it is no call, but an address or an object, for which only something else can stand.
  var isNameAlone: Bool { finding.kind == .reference || finding.kind == .object }

  /// Whether what stands in for it sets errno: a name alone has no failing form.
  var needsErrno: Bool { !isNameAlone && failure.needsErrno }

  var identifier: Range<Int> { anatomy.identifier.start..<anatomy.identifier.end }
  var region: Range<Int> { anatomy.region.start..<anatomy.region.end }

  /// The call as it is replaced: from the callee's first byte to its closing parenthesis.
  func call(in source: SourceText) -> CallText? {
    if let call = anatomy.call {
      return CallText(
        in: source, start: call.start, identifierEnd: anatomy.identifier.end, limit: call.end)
    }
    guard anatomy.macro != nil else { return nil }
    return CallText(
      in: source, start: anatomy.identifier.start, identifierEnd: anatomy.identifier.end,
      limit: anatomy.region.end)
  }
}

extension Site {
  /// One of the sites at each place, in file order: several units report what a header holds.
  static func firstOfEachPlace(_ sites: [Site]) -> [Site] {
    var seen: Set<Int> = []
    return sites.sorted { $0.region.lowerBound < $1.region.lowerBound }
      .filter { seen.insert($0.identifier.lowerBound).inserted }
  }
}

/// A site that already stands where a guard implies that its function exists.
struct RecognisedSite {
  let finding: Finding
  let anatomy: SiteAnatomy
  let condition: GuardCondition
  /// The innermost conditional that says so, and which of its branches holds the site; nil if
  /// only the finding's own place, not the macro's, is guarded.
  let conditional: Conditional?
  let branch: Int
  /// Whether what stands in for it may set errno: its neighbours in the guard may, too.
  let needsErrno: Bool

  /// Nil if it does not stand so.
  init?(
    _ finding: Finding, _ anatomy: SiteAnatomy, condition: GuardCondition, failure: FailureForm?,
    plan: PortPlan, sources: [String: SourceText]
  ) {
    needsErrno = failure?.needsErrno ?? true
    self.finding = finding
    self.anatomy = anatomy
    self.condition = condition
    if let source = sources[anatomy.file], source.isBalanced,
      let (conditional, index) = source.branch(
        implying: condition, around: anatomy.identifier.start, plan.sites)
    {
      self.conditional = conditional
      branch = index
      return
    }
    guard anatomy.macro != nil, let source = sources[finding.file], source.isBalanced,
      let offset = source.offset(line: finding.line, column: finding.column),
      source.branch(implying: condition, around: offset, plan.sites) != nil
    else { return nil }
    conditional = nil
    branch = 0
  }

  /// The conditional's other branches after the site's own: what stands in for the call.
  var substitutes: [Range<Int>] {
    guard let conditional else { return [] }
    return conditional.branches.dropFirst(branch + 1).map(\.body)
  }
}
