package import Build
import Compilation
import Foundation
package import Pipeline
package import Port
import Series

/// Law 5: a second port yields no edit; any one edit taken out comes back, and only that one; the
/// same inputs give the same bytes.
package struct IdempotentLaw: Sendable {
  let project: Project
  /// The generator's result on the pristine tree.
  let first: PortResult
  /// The reduced build of the patched tree, whose files are the patched ones.
  let patched: BuiltTree
  /// A private directory for a copy of the build that edits are taken out of.
  let scratch: String
  /// Whether the same port, run from another path under another locale and time zone, gave the same
  /// bytes; the text says what was tried.
  let repetition: (isEqual: Bool, description: String)

  package init(
    project: Project, first: PortResult, patched: BuiltTree, scratch: String,
    repetition: (isEqual: Bool, description: String)
  ) {
    self.project = project
    self.first = first
    self.patched = patched
    self.scratch = scratch
    self.repetition = repetition
  }

  package func judge(pristine: String) async throws -> LawVerdict {
    project.note("porting the patched \(project.title) again")
    var breaches: [String] = []
    let reply = try await AuditStage(project).run(patched, label: ", patched")
    let second = try PortGeneration(project).run(reply, tree: patched.path)
    breaches += second.edits.map { "a second port edits \($0.file) again (\($0.rule.rawValue))" }
    breaches += second.leftovers.map { "\($0.file):\($0.line): \($0.function): \($0.reason)" }

    let copy = try await RelocatedBuild.copy(of: patched, to: scratch)
    for (index, edit) in first.edits.enumerated() {
      if let breach = try await withoutEdit(index, edit, pristine: pristine, copy: copy) {
        breaches.append(breach)
      }
    }
    if !repetition.isEqual {
      breaches.append("not deterministic: \(repetition.description) gave other bytes")
    }
    return LawVerdict(
      law: .idempotent,
      figure: """
        second port \(second.edits.count) edits, each of \(first.edits.count) edits taken out comes \
        back, same bytes \(repetition.description)
        """,
      breaches: breaches)
  }

  /// Takes one edit out, ports again, and says what is wrong if the patched file does not come back.
  private func withoutEdit(
    _ index: Int, _ edit: PortEdit, pristine: String, copy: RelocatedBuild
  ) async throws -> String? {
    guard let original = try PatchApplication.read(edit.file, in: pristine) else {
      return "\(edit.file) is not in the pristine tree"
    }
    let given = [edit.file: original.bytes]
    let whole = EditList.apply(first.edits, to: given)[edit.file] ?? original.bytes
    let reduced =
      EditList.apply(first.edits, to: given, leavingOut: index)[edit.file] ?? original.bytes
    let path = URL(filePath: copy.path + "/" + edit.file)
    try Data(reduced).write(to: path)
    let units =
      edit.file.hasSuffix(".c")
      ? copy.compileCommands.filter { $0.file == path.path } : copy.compileCommands
    let reply = try await AuditStage(project).run(
      root: copy.path, commands: units,
      label: ", edit \(index + 1) of \(first.edits.count) taken out")
    let again = try PortGeneration(project).run(reply, tree: copy.path)
    try Data(whole).write(to: path)
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
