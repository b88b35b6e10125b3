import Catalogue
import Findings
import Recipe

/// Why one edit exists.
package struct EditExplanation: Codable, Hashable, Sendable {
  /// One name that the edit is about.
  package struct Subject: Codable, Hashable, Sendable {
    package let function: String
    /// The C function around it; nil at file scope.
    package let enclosing: String?
    /// What becomes of it: absent, fail, descend, replace, skip.
    package let answer: String
    /// Who decided: default, catalogue, recipe.
    package let decider: String
    package let reason: String
    /// The names that led to it, each chain down to a function that is missing.
    package let chains: [[String]]
  }

  package let file: String
  /// Of the pristine file.
  package let line: Int
  package let rule: String
  /// The patches that the edit is made by, in their order.
  package let patches: [String]
  package let subjects: [Subject]
}

/// Explains the edits of one port.
struct Explainer {
  let plan: PortPlan
  let dispositions: Dispositions
  let vanishing: Vanishing
  let sources: [String: SourceText]

  func explanation(of edit: PlannedEdit) -> EditExplanation {
    var subjects: [EditExplanation.Subject] = []
    for key in edit.intents.joined() {
      guard let subject = subject(key, of: edit), !subjects.contains(subject) else { continue }
      subjects.append(subject)
    }
    let names = plan.patches.map(\.name) + (plan.descend.map { [$0.name] } ?? [])
    var before: [UInt8]?
    var patches: [String] = []
    for (stage, replacement) in edit.replacements.enumerated() where replacement != before {
      patches.append(names[stage])
      before = replacement
    }
    return EditExplanation(
      file: edit.file, line: sources[edit.file]?.lineNumber(of: edit.range.lowerBound) ?? 1,
      rule: edit.rule.rawValue, patches: patches, subjects: subjects)
  }

  private struct Decision {
    let answer: String
    let decider: String
    let reason: String

    init(_ answer: String, _ decider: String, _ reason: String) {
      self.answer = answer
      self.decider = decider
      self.reason = reason
    }

    init(_ disposition: PortPlan.Disposition, _ answer: String? = nil) {
      self.init(
        answer ?? disposition.answer.rawValue, "recipe",
        "\(disposition.reason) (\(disposition.place))")
    }
  }

  private func subject(_ key: IntentKey, of edit: PlannedEdit) -> EditExplanation.Subject? {
    guard let function = key.function else { return nil }
    let name = vanishing.conditions.keys.sorted().first { name in
      name.name == function
        && (name.home == nil || vanishing.graph.definitions[name]?.first?.file == edit.file)
    }
    let decision = name.map { project($0, key) } ?? library(function, key)
    let chains = name.map(chains) ?? [(key.enclosing.map { [$0] } ?? []) + [function]]
    return EditExplanation.Subject(
      function: function, enclosing: key.enclosing, answer: decision.answer,
      decider: decision.decider, reason: decision.reason, chains: chains)
  }

  /// Of a function of the C library.
  private func library(_ function: String, _ key: IntentKey) -> Decision {
    let disposition = dispositions.disposition(of: function, in: key.file)
    switch key.rule {
    case .descend:
      return disposition.map { Decision($0) }
        ?? Decision("descend", "recipe", "the patch \(plan.descend?.name ?? "") lists it")
    case .tableGuard:
      return Decision("absent", "default", "an element of a table goes with its function")
    case .check:
      return Decision("check", "default", "guards ask the build system whether it is there")
    case .joinedGuard:
      return Decision("skip", "default", "upstream does without it under another condition already")
    default: break
    }
    if let disposition, disposition.answer != .descend { return Decision(disposition) }
    if let failure = plan.failures.first(where: { $0.function == function }) {
      return Decision("fail", "recipe", failure.reason)
    }
    return Decision("fail", "catalogue", "its own failure value")
  }

  /// Of something of the project that vanishes.
  private func project(_ name: ProjectName, _ key: IntentKey) -> Decision {
    let own = dispositions.absent.first { $0.function == name.name }
    let isWhole = key.rule == .definitionGuard || key.rule == .declarationGuard
    if isWhole {
      return own.map { Decision($0) }
        ?? Decision("absent", "default", "nothing that stays uses it")
    }
    if key.rule == .tableGuard {
      return Decision("absent", "default", "an element of a table goes with its function")
    }
    let caller = key.enclosing.flatMap { dispositions.disposition(of: $0, in: key.file) }
    if let caller, caller.answer == .fail { return Decision(caller) }
    if let own, own.expression != nil { return Decision(own, "fail") }
    return Decision("fail", "default", "the value that its type has for nothing")
  }

  /// Of what only vanishing names use, those of its users, and from these down.
  private func chains(_ name: ProjectName) -> [[String]] {
    let own = vanishing.chains(from: name)
    guard own.isEmpty else { return own }
    return vanishing.graph.users(of: name).compactMap { $0 }.sorted().flatMap { user in
      vanishing.chains(from: user).isEmpty
        ? [[user.name, name.name]] : vanishing.chains(from: user)
    }
  }
}
