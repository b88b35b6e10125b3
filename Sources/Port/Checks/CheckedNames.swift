import Catalogue
import Recipe

/// What each patch of a plan must have checked.
struct CheckedNames {
  let plan: PortPlan
  let catalogue: Catalogue

  /// Macros that say what is missing are the builder's to define, and nothing looks for them.
  func requests(guarded: Set<String>) -> [CheckRequest] {
    guard plan.sites.sense == .present else { return [] }
    var requests: [CheckRequest] = []
    for (index, patch) in plan.patches.enumerated() {
      let names = Set(patch.functions).intersection(guarded).sorted().map { function in
        CheckedName(
          kind: .function, name: function, macro: plan.sites.macro(for: function),
          header: catalogue.row(named: function).flatMap { $0.header == "-" ? nil : $0.header })
      }
      requests.append(
        CheckRequest(stage: index, patch: patch.name, names: names, isPlatform: false))
    }
    if let descend = plan.descend {
      requests.append(
        CheckRequest(
          stage: plan.patches.count, patch: descend.name, names: names(of: descend, guarded),
          isPlatform: true))
    }
    return requests.filter { !$0.names.isEmpty }
  }

  /// `<descend.h>` and its functions, as far as the conditions ask for them one by one.
  private func names(of descend: PortPlan.Descend, _ guarded: Set<String>) -> [CheckedName] {
    let functions = Set(descend.functions).intersection(guarded).sorted()
    guard !functions.isEmpty else { return [] }
    let header = CheckedName(kind: .header, name: "descend.h", macro: "HAVE_DESCEND_H", header: nil)
    var names: [CheckedName] = []
    for function in functions {
      guard let callee = catalogue.row(named: function)?.descend else { continue }
      let macro = CheckedName.macro(of: callee)
      let condition = descend.condition.replacing("{NAME}", with: function.uppercased())
      guard condition == "defined(\(macro))" else { continue }
      names.append(
        CheckedName(kind: .function, name: callee, macro: macro, header: "descend.h"))
    }
    let conditions = [descend.condition, descend.includeCondition]
    return (conditions.contains("defined(\(header.macro))") ? [header] : []) + names
  }
}
