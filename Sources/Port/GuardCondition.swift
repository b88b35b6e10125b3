import Lexing
import Recipe

/// Which functions must exist for guarded code to be compiled: all of one of the alternatives.
struct GuardCondition: Hashable {
  private let alternatives: Set<Set<String>>

  private init(alternatives: Set<Set<String>>) {
    // What holds more than another alternative says nothing beside it.
    self.alternatives = alternatives.filter { one in
      !alternatives.contains { $0 != one && $0.isSubset(of: one) }
    }
  }

  init(all functions: Set<String>) {
    alternatives = [functions]
  }

  static func any(of conditions: some Sequence<GuardCondition>) -> GuardCondition {
    GuardCondition(alternatives: conditions.reduce(into: []) { $0.formUnion($1.alternatives) })
  }

  static func all(of conditions: some Sequence<GuardCondition>) -> GuardCondition {
    GuardCondition(
      alternatives: conditions.reduce([[]]) { product, condition in
        Set(product.flatMap { left in condition.alternatives.map { left.union($0) } })
      })
  }

  var functions: Set<String> { alternatives.reduce(into: []) { $0.formUnion($1) } }

  /// What is left of it if all functions but `known` exist anyway; nil if it then always holds.
  func restricted(to known: Set<String>) -> GuardCondition? {
    let restricted = alternatives.map { $0.intersection(known) }
    return restricted.contains([]) ? nil : GuardCondition(alternatives: Set(restricted))
  }

  /// What is left of it where `known` are sure to exist: itself, if nothing is.
  func assuming(_ known: Set<String>) -> GuardCondition {
    let rest = alternatives.map { $0.subtracting(known) }
    return rest.contains([]) ? self : GuardCondition(alternatives: Set(rest))
  }

  /// The functions of each alternative, in a fixed order.
  var ordered: [[String]] {
    alternatives.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The first patch of the plan after which it is no longer sure to hold; nil if some function
  /// belongs to none.
  func owner(in plan: PortPlan) -> Int? {
    guard functions.allSatisfy({ plan.owner(of: $0) != nil }) else { return nil }
    return plan.patches.indices.first { restricted(to: plan.functions(through: $0)) != nil }
  }

  /// Whether it holds wherever `condition` does.
  func isImplied(by condition: Condition, _ spelling: PortPlan.Guard) -> Bool {
    let isDefined = spelling.sense == .present
    if alternatives.contains(where: { functions in
      functions.allSatisfy { condition.requires(spelling.macro(for: $0), isDefined: isDefined) }
    }) {
      return true
    }
    switch condition {
    case .all(let parts): return parts.contains { isImplied(by: $0, spelling) }
    case .any(let parts):
      return !parts.isEmpty && parts.allSatisfy { isImplied(by: $0, spelling) }
    default: return false
    }
  }
}

extension PortPlan {
  /// The index of the patch that lists a function.
  func owner(of function: String) -> Int? {
    patches.firstIndex { $0.functions.contains(function) }
  }

  /// The index of the patch that guards the sites of a function in a file.
  func owner(of function: String, in file: String) -> Int? {
    patches.firstIndex { $0.guards(function, in: file) }
  }

  /// All functions of the patches up to the one at `last`.
  func functions(through last: Int) -> Set<String> {
    Set(patches.prefix(last + 1).flatMap(\.functions))
  }
}

extension SourceText {
  /// The part of `condition` that upstream's own conditionals around `offset` do not ask already.
  func unanswered(
    of condition: GuardCondition, at offset: Int, _ spelling: PortPlan.Guard
  ) -> GuardCondition {
    let around = Condition.all(
      branches(around: offset).map { $0.conditional.branches[$0.index].condition })
    return condition.assuming(
      condition.functions.filter { GuardCondition(all: [$0]).isImplied(by: around, spelling) })
  }

  /// The innermost branch around `offset` after whose opening the guard's condition is sure to hold.
  func branch(
    implying guardCondition: GuardCondition, around offset: Int, _ spelling: PortPlan.Guard
  ) -> (conditional: Conditional, index: Int)? {
    let around = branches(around: offset)
    let conditions = around.map { $0.conditional.branches[$0.index].condition }
    if let alone = conditions.lastIndex(where: { guardCondition.isImplied(by: $0, spelling) }) {
      return around[alone]
    }
    let together = around.indices.first {
      guardCondition.isImplied(by: .all(Array(conditions[...$0])), spelling)
    }
    return together.map { around[$0] }
  }
}
