package import Pipeline
package import Probes
package import Validation

/// Law 4: in the runtime nothing forbidden succeeds, and each refusal is shown to mean something: the
/// same act succeeds outside.
package struct EnforcedLaw: Sendable {
  package let validation: ValidationResult
  package let probes: ProbeReport

  package init(validation: ValidationResult, probes: ProbeReport) {
    self.validation = validation
    self.probes = probes
  }

  package static func verdict(of stage: ValidationStage.Result) -> LawVerdict {
    switch stage {
    case .ran(let validation, let probes):
      EnforcedLaw(validation: validation, probes: probes).judge()
    case .impossible(let reason):
      LawVerdict(law: .enforced, state: .notChecked, figure: reason, details: [])
    }
  }

  package func judge() -> LawVerdict {
    var breaches = validation.problems
    breaches += probes.escapes.map { "probe \($0) succeeded in the runtime" }
    breaches += probes.broken.map { "probe \($0)" }
    if validation.cases.isEmpty {
      breaches.append("the recipe names no case, so the program did not run")
    }
    if probes.enforced.isEmpty {
      breaches.append("no probe was refused inside and shown to succeed outside")
    }
    return LawVerdict(
      law: .enforced,
      figure: """
        \(probes.enforced.count) probes refused inside and shown to succeed outside, \
        \(probes.withoutControl.count) refused without a control, \
        \(probes.refusedEverywhere.count) refused to everybody, \(probes.escapes.count) escapes
        """,
      breaches: breaches,
      notes: probes.withoutControl.map {
        "probe \($0) is refused, but could not be shown to succeed outside"
      } + (validation.control == nil ? ["the recipe names no unpatched control"] : []))
  }
}
