import Catalogue
import Findings
import Recipe

/// The guards around what vanishes, and what its remaining users come to, for a whole project.
struct VanishedGuards {
  /// Around definitions and declarations, by file.
  private(set) var guards: [String: [GuardEdit]] = [:]
  private(set) var sites: [Site] = []
  private(set) var recognised: [RecognisedSite] = []
  /// How many definitions and declarations are guarded already.
  private(set) var standing = 0
  /// What cannot go after all, with the reason.
  private(set) var refused: [ProjectName: String] = [:]

  private let vanishing: Vanishing
  private let dispositions: Dispositions
  private let plan: PortPlan
  private let sources: [String: SourceText]
  private let authority: Authority

  init(
    _ vanishing: Vanishing, dispositions: Dispositions, plan: PortPlan,
    sources: [String: SourceText], authority: Authority
  ) {
    self.vanishing = vanishing
    self.dispositions = dispositions
    self.plan = plan
    self.sources = sources
    self.authority = authority
    for (name, condition) in vanishing.conditions.sorted(by: { $0.key < $1.key }) {
      let graph = vanishing.graph
      for trace in graph.definitions[name, default: []] + graph.declarations[name, default: []] {
        addWhole(trace, condition)
      }
      for use in graph.uses[name, default: []] where !isGone(use) {
        addUse(use, condition)
      }
    }
    for (file, guards) in guards {
      if let source = sources[file] { self.guards[file] = Self.joined(guards, in: source) }
    }
  }

  /// The first reason is the one that is told.
  private mutating func refuse(_ name: ProjectName, _ reason: String) {
    if refused[name] == nil { refused[name] = reason }
  }

  /// A use inside of something that vanishes too.
  private func isGone(_ use: NameTrace) -> Bool {
    use.owner.map { vanishing.conditions[$0] != nil } ?? false
  }

  private func spelling(_ file: String) -> SourceText? {
    sources[file].flatMap { $0.isBalanced && !$0.hasNulBytes ? $0 : nil }
  }

  private mutating func addWhole(_ trace: NameTrace, _ condition: GuardCondition) {
    guard let source = spelling(trace.file) else {
      refuse(trace.subject, "\(trace.file) cannot be edited")
      return
    }
    let start = trace.anatomy.region.start
    guard source.branch(implying: condition, around: start, plan.sites) == nil else {
      standing += 1
      return
    }
    guard let owner = condition.owner(in: plan) else {
      refuse(trace.subject, "no patch of the plan lists all of what it rests on")
      return
    }
    do throws(DefinitionLines.Refusal) {
      let lines = try DefinitionLines(of: trace, in: source).lines
      let site = GuardedSite(
        vanished: trace.subject.name, condition: condition, owner: owner, lines: lines)
      let isDefinition = trace.role == .definition
      guards[trace.file, default: []].append(
        GuardEdit(
          rule: isDefinition ? .definitionGuard : .declarationGuard, lines: lines,
          hash: DirectiveStyle(of: source).hash(depth: source.depth(at: lines.lowerBound)),
          comment: nil, sites: [site]))
    } catch {
      refuse(trace.subject, error.reason)
    }
  }

  private mutating func addUse(_ use: NameTrace, _ condition: GuardCondition) {
    let place = "\(use.file):\(use.line)"
    guard let source = spelling(use.anatomy.file) else {
      refuse(use.subject, "\(use.anatomy.file) cannot be edited")
      return
    }
    let finding = Finding(
      function: use.subject.name, linkName: use.subject.name,
      kind: use.role == .call ? .call : .reference, level: .forbidden, authority: authority,
      file: use.file, line: use.line, column: use.column, enclosing: use.owner?.name,
      conditions: [], replacement: nil, fingerprint: Self.key(use.subject))
    let failure = dispositions.failure(
      ofVanished: use.subject, in: use.owner, file: use.file, value: use.value)
    if let known = RecognisedSite(
      finding, use.anatomy, condition: condition, failure: failure, plan: plan, sources: sources)
    {
      recognised.append(known)
      return
    }
    guard !use.anatomy.isInMacroArgument || use.anatomy.macro != nil else {
      refuse(use.subject, "it is used inside a macro's argument at \(place)")
      return
    }
    guard let failure = use.role == .call ? failure : .convention(.void) else {
      refuse(
        use.subject,
        "it is not said what its call at \(place) yields: "
          + "a disposition of the caller, or 'with', says it")
      return
    }
    guard let owner = condition.owner(in: plan), source.bytes.count >= use.anatomy.region.end else {
      refuse(use.subject, "no patch of the plan lists all of what it rests on")
      return
    }
    sites.append(
      Site(
        finding: finding, anatomy: use.anatomy, failure: failure, condition: condition,
        owner: owner, descend: nil, standIn: nil, isOfProject: true))
  }

  /// Names the one that a finding of ``sites`` is about.
  static func key(_ name: ProjectName) -> String { "vanished \(name.home ?? ""):\(name.name)" }

  /// The name that a refused site was about.
  func name(of finding: Finding) -> ProjectName? {
    vanishing.conditions.keys.first { Self.key($0) == finding.fingerprint }
  }

  /// Those with nothing but empty lines between them share a guard if they have the same condition.
  private static func joined(_ guards: [GuardEdit], in source: SourceText) -> [GuardEdit] {
    var joined: [GuardEdit] = []
    for guardEdit in guards.sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound }) {
      if let last = joined.last, last.lines == guardEdit.lines {
        continue
      } else if let last = joined.last, last.lines.upperBound <= guardEdit.lines.lowerBound,
        source.bytes[last.lines.upperBound..<guardEdit.lines.lowerBound].allSatisfy({ $0 <= 32 }),
        last.rule == guardEdit.rule, last.sites[0].condition == guardEdit.sites[0].condition
      {
        joined[joined.count - 1] = GuardEdit(
          rule: last.rule, lines: last.lines.lowerBound..<guardEdit.lines.upperBound,
          hash: last.hash, comment: nil, sites: last.sites + guardEdit.sites)
      } else {
        joined.append(guardEdit)
      }
    }
    return joined
  }
}
