import Lexing
import Preprocessing

/// Finds what several units begin with: what they all compile before the first code of their own, wherever in that
/// stretch each has it.
///
/// The order of what stands there does not matter to an audit as long as nothing of it is a site: it declares. Whether
/// what follows is the same is for ``Preview`` to try.
struct LeadSearch {
  struct Unit {
    let number: Int
    let head: UnitHead
    private let texts: Set<Int>
    private let macros: Set<UnitHead.MacroChange>

    init(number: Int, head: UnitHead) {
      self.number = number
      self.head = head
      texts = head.texts
      macros = Set(
        head.steps.compactMap { step in
          if case .macro(let change, _) = step { change } else { nil }
        })
    }

    func compiles(_ texts: Set<Int>) -> Bool { self.texts.isSuperset(of: texts) }

    func makes(_ change: UnitHead.MacroChange) -> Bool { macros.contains(change) }
  }

  enum Step {
    /// A directive of the reference's main text, in bytes.
    case directive(Range<Int>)
    case include(DirectiveProgram.Inclusion, InclusionPlace)
  }

  /// The unit whose directives these are.
  let reference: Unit
  private(set) var steps: [Step] = []
  /// The texts that each of them compiles and none before it.
  private var added: [Set<Int>] = []
  /// The texts that are compiled by all of it.
  private var covered: Set<Int> = []
  /// The units that compile all of it.
  private(set) var units: [Unit]
  private let all: [Unit]
  /// What each step left of the units.
  private var fitting: [(Unit) -> Bool] = []
  private let canBegin: (DirectiveProgram.Inclusion, InclusionPlace) -> Bool

  /// Nil if there are no two units that begin as `reference` does, which is one of them. `canBegin` tells whether an
  /// inclusion finds the same text where no text stands around it, and makes nothing of it a second time.
  init?(
    _ units: [Unit], as reference: Unit,
    canBegin: @escaping (DirectiveProgram.Inclusion, InclusionPlace) -> Bool
  ) {
    self.reference = reference
    self.units = units
    all = units
    self.canBegin = canBegin
    for step in reference.head.steps {
      switch step {
      case .macro(let change, let place):
        let makes = { (unit: Unit) in unit.makes(change) }
        if narrow(makes) { append(.directive(place), adding: [], for: makes) }
      case .include(let inclusion): add(inclusion)
      }
    }
    guard !covered.isEmpty else { return nil }
  }

  /// How much so many units need not parse again, where a text's size is known.
  func gain(of units: Int, _ size: (Int) -> Int) -> Int {
    (units - 1) * covered.reduce(0) { $0 + size($1) }
  }

  /// What it begins with, up to the inclusion that compiles most; nil if that is all.
  func start(_ size: (Int) -> Int) -> LeadSearch? {
    let sizes = added.map { $0.reduce(0) { $0 + size($1) } }
    guard let most = sizes.max(), let end = sizes.firstIndex(of: most), end < steps.count - 1 else {
      return nil
    }
    var start = self
    start.steps = Array(steps[...end])
    start.added = Array(added[...end])
    start.covered = start.added.reduce(into: []) { $0.formUnion($1) }
    start.fitting = Array(fitting[...end])
    // Those too that only what follows does not fit.
    start.units = all.filter { unit in start.fitting.allSatisfy { $0(unit) } }
    return start
  }

  private mutating func append(
    _ step: Step, adding texts: Set<Int>, for fits: @escaping (Unit) -> Bool
  ) {
    steps.append(step)
    fitting.append(fits)
    added.append(texts)
    covered.formUnion(texts)
  }

  private mutating func add(_ inclusion: InclusionTrace.Inclusion) {
    let texts = inclusion.texts
    let missing = texts.subtracting(covered)
    guard !missing.isEmpty else { return }
    let compiles = { (unit: Unit) in unit.compiles(texts) }
    if canBegin(inclusion.name, inclusion.place), narrow(compiles) {
      append(.include(inclusion.name, inclusion.place), adding: missing, for: compiles)
    } else {
      for inner in inclusion.trace.inclusions { add(inner) }
    }
  }

  /// Leaves the units for which that is so, if they are half of them.
  private mutating func narrow(_ isSo: (Unit) -> Bool) -> Bool {
    let fitting = units.filter(isSo)
    guard fitting.count > 1, fitting.count * 2 >= units.count else { return false }
    units = fitting
    return true
  }
}
