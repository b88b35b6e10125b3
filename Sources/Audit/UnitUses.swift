/// Which names the object file of a unit must refer to: what was used, in which functions, and
/// which functions get code at all.
struct UnitUses {
  /// When gcc emits a function at -O0.
  enum Emission {
    case always
    /// Static inline: only if code refers to it. gcc 12, cgraph_node::finalize_function.
    case ifReferenced
    /// C99 `inline` without `extern`, gnu89 `extern inline`: the code is elsewhere.
    case never
  }

  private struct Use: Hashable {
    let linkName: String
    let function: String?
    let exclusion: CodeExclusion?
  }

  private var uses: Set<Use> = []
  private var emissions: [String: Emission] = [:]
  private var references: [String?: Set<String>] = [:]

  mutating func add(_ linkName: String, in function: String?, exclusion: CodeExclusion?) {
    uses.insert(Use(linkName: linkName, function: function, exclusion: exclusion))
  }

  mutating func define(_ function: String, emission: Emission) {
    emissions[function] = emission
  }

  mutating func refer(to callee: String, from function: String?) {
    references[function, default: []].insert(callee)
  }

  /// True if one of `functions`, or one that uses a name, gets code only where code refers to it, or if there is another
  /// definition of it.
  func hangOnOthers(_ functions: [String]) -> Bool {
    (functions + uses.compactMap(\.function)).contains { (emissions[$0] ?? .always) != .always }
  }

  /// The names that code refers to.
  var linkNames: Set<String> {
    let emitted = emittedFunctions
    return Set(
      uses.filter { $0.exclusion == nil && ($0.function.map(emitted.contains) ?? true) }
        .map(\.linkName))
  }

  /// The names that are used, but only where no code results, by the class of the reason.
  var withoutCode: [String: Set<String>] {
    let withCode = linkNames
    var classes: [String: Set<String>] = [:]
    for use in uses where !withCode.contains(use.linkName) {
      let reason = use.exclusion ?? .unusedInline
      classes[reason.rawValue, default: []].insert(use.linkName)
    }
    return classes
  }

  /// Functions that get code: those that always do, and those that code refers to.
  var emittedFunctions: Set<String> {
    var emitted = Set(emissions.filter { $0.value == .always }.keys)
    var references = references
    var pending = Array(emitted) + Array(references[nil] ?? [])
    while let function = pending.popLast() {
      if emissions[function] == .ifReferenced { emitted.insert(function) }
      guard emitted.contains(function), let callees = references.removeValue(forKey: function)
      else { continue }
      pending += callees
    }
    return emitted
  }
}
