import Compilation
import Findings
import Lexing
import Preprocessing

/// Of so many units it is tried what others have in common with them.
private let mostReferences = 8

/// Of so many references it is tried what they promise, those that promise most first.
private let mostTrials = 4

/// So many units of one kind are waited for before it is looked what they have in common.
private let leastUnits = 9

/// Gives the units that must be parsed what they have in common, and hands them out.
final class LeadDesk {
  private let request: AuditRequest
  private let plan: SurveyPlan
  private let texts: SurveyTexts
  private let handout: UnitHandout
  /// How the head of a unit would end behind some steps under the definitions of another; nil if that is not known.
  private let state: (Int, [LeadStep], Int) -> UnitHead.State?
  private var kinds: [[String]: Kind] = [:]

  /// The units whose commands differ in definitions only.
  private struct Kind {
    var leads: [Lead] = []
    var waiting: [LeadSearch.Unit] = []
    var next = leastUnits
  }

  private struct Lead {
    let reference: Int
    let beginning: UnitLead.Beginning
    let steps: [LeadStep]
    var units: [(unit: Int, lead: UnitLead)] = []
  }

  init(
    _ request: AuditRequest, plan: SurveyPlan, texts: SurveyTexts, handout: UnitHandout,
    state: @escaping (Int, [LeadStep], Int) -> UnitHead.State?
  ) {
    self.request = request
    self.plan = plan
    self.texts = texts
    self.handout = handout
    self.state = state
  }

  /// Takes a unit that must be parsed, and what it begins with.
  func take(_ unit: Int, head: UnitHead) {
    guard canShare(unit, head) else { return handout.hand(unit) }
    let key = plan.flags[unit].apart
    let unit = LeadSearch.Unit(number: unit, head: head)
    for known in kinds[key]?.leads ?? [] {
      if let lead = lead(of: unit, as: known) { return handout.hand(unit.number, lead: lead) }
    }
    handout.reserve(unit.number)
    kinds[key, default: Kind()].waiting.append(unit)
    if let kind = kinds[key], kind.waiting.count >= kind.next { share(key, least: leastUnits / 2) }
  }

  /// Nothing more will come: all that waits is handed out.
  func finish() {
    for key in kinds.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      while share(key, least: 2) {}
    }
    for unit in handout.takeBackReserve() { handout.hand(unit) }
  }

  private func canShare(_ unit: Int, _ head: UnitHead) -> Bool {
    // What is followed may be declared there, and its order told.
    guard request.traced == nil, !head.steps.isEmpty,
      LeadText.canFollow(request.units[unit].file)
    else { return false }
    // What holds a site is more than declared.
    return !head.marks.contains { texts.meanings[Int($0)].isSite }
  }

  /// Hands out those of a kind that have most in common; false if they are not as many as `least`.
  @discardableResult
  private func share(_ key: [String], least: Int) -> Bool {
    guard var kind = kinds[key] else { return false }
    let open = Set(handout.takeBackReserve())
    var given: Set<Int> = []
    kind.waiting.removeAll { !open.contains($0.number) }
    if let lead = best(of: kind.waiting), lead.units.count >= least {
      for (unit, lead) in lead.units { handout.hand(unit, lead: lead) }
      given = Set(lead.units.map(\.unit))
      kind.leads.append(lead)
      kind.waiting.removeAll { given.contains($0.number) }
    }
    kind.next = kind.waiting.count + leastUnits
    kinds[key] = kind
    for unit in open.subtracting(given).sorted() { handout.reserve(unit) }
    return !given.isEmpty
  }

  private func best(of units: [LeadSearch.Unit]) -> Lead? {
    guard units.count > 1 else { return nil }
    // Some that are spread over all.
    let stride = (units.count + mostReferences - 1) / mostReferences
    let searches = units.indices.filter { $0 % stride == 0 }.map { index in
      let reference = units[index]
      let whole = LeadSearch(
        units, as: reference, canBegin: { self.canBegin($0, $1, in: reference.number) })
      // One step may spoil what the others share.
      return [whole, whole?.start(texts.size)].compactMap { $0 }.map { search in
        (search: search, gain: search.gain(of: search.units.count, texts.size))
      }
    }
    let promising = searches.map { ($0, $0.map(\.gain).max() ?? 0) }.sorted { $1.1 < $0.1 }
    var best: (lead: Lead, gain: Int)?
    for (found, _) in promising.prefix(mostTrials) {
      for (search, promised) in found where promised > best?.gain ?? 0 {
        guard let lead = lead(search) else { continue }
        let gain = search.gain(of: lead.units.count, texts.size)
        if gain > best?.gain ?? 0 { best = (lead, gain) }
      }
    }
    return best?.lead
  }

  private func lead(_ search: LeadSearch) -> Lead? {
    let reference = search.reference.number
    guard let text = LeadText(search, main: request.units[reference].file, texts: texts)
    else { return nil }
    let beginning = UnitLead.Beginning(
      text: text.text, arguments: request.units[reference].analysisArguments)
    var shared = Lead(reference: reference, beginning: beginning, steps: text.steps)
    for unit in search.units {
      if let lead = lead(of: unit, as: shared) { shared.units.append((unit.number, lead)) }
    }
    return shared.units.count > 1 ? shared : nil
  }

  /// Nil if what follows would not be the same.
  private func lead(of unit: LeadSearch.Unit, as shared: Lead) -> UnitLead? {
    let bridge = LeadText.bridge(
      from: plan.flags[shared.reference].definitionLines,
      to: plan.flags[unit.number].definitionLines)
    let steps = shared.steps + [.text(texts.preamble(bridge))]
    guard state(unit.number, steps, shared.reference) == unit.head.state else { return nil }
    return UnitLead(shared.beginning, bridge: bridge)
  }

  /// Whether an inclusion finds the same text where no text stands around it, and makes nothing of it a second time.
  private func canBegin(
    _ name: DirectiveProgram.Inclusion, _ place: InclusionPlace, in unit: Int
  ) -> Bool {
    guard texts.text(place.text)?.program.isGuarded == true else { return false }
    guard place.directory != nil else { return true }
    guard let search = texts.search(of: plan.flags[unit].settings),
      let found = texts.find(name, beside: "/proc", behind: nil, search: search)
    else { return false }
    return found.text == place.text && found.directory == place.directory
  }
}
