import Build
import Foundation
package import Pipeline
package import Port
import Recipe
import Series

/// Law 5: a second port yields no edit; any one edit taken out comes back, and only that one; the
/// same inputs give the same bytes.
package struct IdempotentLaw: Sendable {
  let project: Project
  /// The generator's result on the pristine tree.
  let first: PortResult
  /// Builds of the patched tree, whose files are the patched ones: with options left out, and against
  /// the view.
  let patched: PatchedBuilds
  /// A private directory for copies of the builds that edits are taken out of.
  let scratch: String
  let repetition: Repetition.Outcome

  package init(
    project: Project, first: PortResult, patched: PatchedBuilds, scratch: String,
    repetition: Repetition.Outcome
  ) {
    self.project = project
    self.first = first
    self.patched = patched
    self.scratch = scratch
    self.repetition = repetition
  }

  package func judge(pristine: String) async throws -> LawVerdict {
    project.note("porting the patched \(project.title) again")
    let second = try PortGeneration(project).run(
      try await patched.sites(project), tree: patched.reduced.path)
    var lost: [String] = []
    let copy = try await patched.copy(to: scratch)
    for (index, edit) in first.edits.enumerated() {
      if let breach = try await withoutEdit(index, edit, pristine: pristine, copy: copy) {
        lost.append(breach)
      }
    }
    return Self.verdict(first: first, second: second, lost: lost, repetition: repetition)
  }

  /// The law over what was observed. `lost`: one line for each edit that did not come back.
  static func verdict(
    first: PortResult, second: PortResult, lost: [String], repetition: Repetition.Outcome
  ) -> LawVerdict {
    var breaches = second.edits.map { "a second port edits \($0.file) again (\($0.rule.rawValue))" }
    // What the first port left is law 8's affair; its lines have moved since.
    let known = Set(first.leftovers.map { [$0.file, $0.function, $0.reason] })
    breaches += second.leftovers.filter { !known.contains([$0.file, $0.function, $0.reason]) }
      .map { "a second port leaves \($0.file):\($0.line): \($0.function): \($0.reason)" }
    breaches += lost
    if !repetition.isEqual {
      breaches.append("not deterministic: \(repetition.description) gave other bytes")
    }
    return LawVerdict(
      law: .idempotent,
      figure: """
        second port \(second.edits.count) edits, \(first.edits.count - lost.count) of \
        \(first.edits.count) edits taken out come back, \(repetition.isEqual ? "same" : "other") \
        bytes \(repetition.description)
        """,
      breaches: breaches)
  }

  /// Takes one edit out, ports again, and says what is wrong if the patched file does not come back.
  private func withoutEdit(
    _ index: Int, _ edit: PortEdit, pristine: String, copy: PatchedBuilds
  ) async throws -> String? {
    guard let original = try PatchApplication.read(edit.file, in: pristine) else {
      return "\(edit.file) is not in the pristine tree"
    }
    let given = [edit.file: original.bytes]
    let whole = EditList.apply(first.edits, to: given)[edit.file] ?? original.bytes
    let reduced =
      EditList.apply(first.edits, to: given, leavingOut: index)[edit.file] ?? original.bytes
    try await copy.write(reduced, to: edit.file)
    let sites = try await copy.sites(
      project, concerning: edit.file,
      isLocal: project.recipe.port?.dispositions.isEmpty ?? true,
      label: "edit \(index + 1) of \(first.edits.count) taken out")
    let again = try PortGeneration(project).run(sites, tree: copy.reduced.path)
    try await copy.write(whole, to: edit.file)
    let foreign = again.edits.filter { $0.file != edit.file }
    guard foreign.isEmpty else {
      return "\(edit.file): taking out a \(edit.rule.rawValue) makes \(foreign[0].file) change too"
    }
    guard EditList.apply(again.edits, to: [edit.file: reduced])[edit.file] == whole else {
      return "\(edit.file): the \(edit.rule.rawValue) at byte \(edit.start) does not come back"
    }
    return nil
  }
}
