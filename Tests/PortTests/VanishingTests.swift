import Findings
import Foundation
import Recipe
import Testing

@testable import Port

/// Functions that go as a whole, and what becomes of those that used them.
@Suite struct VanishingTests {
  private static let fixture = PortFixture(
    directory: "vanish", plan: plan(dispositions), locator: SiteLocator(functions: [], defined: []))

  private static let functions = ["fopen", "remove", "unlink"]

  private static func disposition(
    _ function: String, _ answer: PortPlan.Disposition.Answer, file: String? = nil,
    with expression: String? = nil
  ) -> PortPlan.Disposition {
    PortPlan.Disposition(
      function: function, file: file, answer: answer, expression: expression, reason: "why",
      place: "vanish.yaml:1:1")
  }

  private static let dispositions = [
    disposition("document_open", .absent), disposition("document_open_again", .absent),
    disposition("document_replace", .absent, with: "-1"),
    disposition("document_forget", .absent), disposition("document_erase", .absent),
    disposition("replace", .absent, file: "tool.c"),
    disposition("show", .fail, with: "NULL"),
  ]

  private static func plan(_ dispositions: [PortPlan.Disposition]) -> PortPlan {
    PortPlan(
      profile: "fd-only", omissions: [], reduced: nil,
      sites: .init(macro: "HAVE_{NAME}", sense: .present), dispositions: dispositions,
      patches: [
        .init(name: "no-fopen", subject: "s", body: "b", functions: ["fopen"], insertions: []),
        .init(
          name: "no-names", subject: "s", body: "b", functions: ["remove", "unlink"],
          insertions: []),
      ], descend: nil,
      build: BuildSteps(environment: [:], configure: [], build: [], test: [], products: []))
  }

  private var tree: AuditedTree {
    AuditedTree(plan: Self.fixture.plan, flags: AuditedTree.present(Self.functions))
  }

  private func files() throws -> [String: [UInt8]] { try Self.fixture.files() }

  @Test func whatVanishesTakesItsCallersAndHelpersAlong() throws {
    let files = try files()
    let result = try tree.port(files)
    #expect(result.leftovers.isEmpty, "\(result.leftovers)")
    #expect(result.stages.map(\.name) == ["no-fopen", "no-names"])
    for stage in result.stages {
      for (file, bytes) in stage.files.sorted(by: { $0.key < $1.key }) {
        try Self.fixture.expectGolden(bytes, "\(stage.name)-\(file)")
      }
    }
  }

  @Test func theHostSeesTheSameAndTheOtherSideCompilesWithoutWarning() throws {
    let files = try files()
    let result = try tree.port(files)
    for stage in result.stages {
      let patched = files.merging(stage.files) { $1 }
      let tokens = ["-E", "-P"] + AuditedTree.present(Self.functions)
      #expect(try tree.compile(patched, tokens) == tree.compile(files, tokens))
    }
    let patched = AuditedTree.apply(result.edits, to: files)
    for missing in Self.functions {
      let others = AuditedTree.present(Self.functions.filter { $0 != missing })
      let checked = try tree.compile(
        patched, ["-fsyntax-only", "-Wall", "-Wextra", "-Werror"] + others)
      #expect(checked == ["document.c 0: ", "tool.c 0: "], "without \(missing)")
    }
    let assembly = try tree.compile(patched, ["-S", "-O0", "-o", "-"]).joined()
    for name in Self.functions + ["document_open", "document_replace", "mode_of", "kinds"] {
      #expect(!assembly.contains("\t\(name)\n") && !assembly.contains("\n\(name):"), "\(name)")
    }
    #expect(assembly.contains("is_hidden") == false)
    #expect(assembly.contains("document_read"))
  }

  @Test func everyEditComesBackAloneAndUndoneTheyLeaveThePristineBytes() throws {
    let files = try files()
    let first = try tree.port(files)
    let complete = AuditedTree.apply(first.edits, to: files)
    let second = try tree.port(complete)
    #expect(second.edits.isEmpty)
    #expect(second.leftovers.isEmpty)
    #expect(first.edits.count > 10)
    for index in first.edits.indices {
      let partial = AuditedTree.apply(first.edits, to: files, leavingOut: index)
      let again = try tree.port(partial)
      let restored = AuditedTree.apply(again.edits, to: partial)
      #expect(
        PortFixture.text(restored) == PortFixture.text(complete),
        "edit \(index): \(first.edits[index].rule)")
    }
  }

  @Test func exportedFunctionsThatVanishAreAPIChanges() throws {
    let result = try tree.port(files())
    let changes = result.apiChanges.map { "\($0.function) \($0.file):\($0.line)" }
    #expect(
      changes == [
        "document_erase document.h:26", "document_forget document.h:25",
        "document_open document.h:12",
        "document_open_again document.h:13", "document_replace document.h:17",
      ])
    let paths = result.apiChanges.first { $0.function == "document_replace" }?.paths
    #expect(
      paths == [
        ["document_replace", "remove"],
        ["document_replace", "document_open_again", "document_open", "fopen"],
      ])
  }

  @Test func everyEditIsExplained() throws {
    let result = try tree.port(files())
    #expect(result.explanations.count == result.edits.count)
    let lines = zip(result.edits, result.explanations).flatMap { edit, explanation in
      #expect(edit.rule.rawValue == explanation.rule && edit.file == explanation.file)
      let place = "\(explanation.file):\(explanation.line) \(explanation.rule)"
      return [place + " \(explanation.patches.joined(separator: ", "))"]
        + explanation.subjects.map { subject in
          "  \(subject.function) in \(subject.enclosing ?? "file"): \(subject.answer), "
            + "\(subject.decider), \(subject.reason): "
            + subject.chains.map { $0.joined(separator: " > ") }.joined(separator: "; ")
        }
    }
    try Self.fixture.expectGolden(
      Array((lines.joined(separator: "\n") + "\n").utf8), "explanations.txt")
  }

  @Test func whatCannotGoStaysWithAReason() throws {
    let files = try files()
    var withoutAnswer = AuditedTree(
      plan: Self.plan([Self.disposition("document_replace", .absent)]), flags: tree.flags)
    var result = try withoutAnswer.port(files)
    #expect(
      result.leftovers.map(\.reason) == [
        "it cannot be absent: it is not said what its call at tool.c:17 yields: a disposition of the "
          + "caller, or 'with', says it"
      ])
    #expect(result.edits.contains { $0.rule == .lineGuard && $0.file == "document.c" })
    withoutAnswer = AuditedTree(
      plan: Self.plan([Self.disposition("document_size", .absent, with: "0")]), flags: tree.flags)
    result = try withoutAnswer.port(files)
    #expect(
      result.leftovers.map(\.reason) == [
        "it cannot be absent: nothing that is missing leads to it"
      ])
  }

  @Test(arguments: [
    (disposition("nowhere", .absent), "nowhere does not occur"),
    (disposition("document_open", .absent, file: "tool.c"), "does not occur in tool.c"),
    (disposition("fopen", .fail, file: "tool.c", with: "NULL"), "does not occur in tool.c"),
    (disposition("fopen", .absent), "the C library has it"),
    (disposition("show", .replace, with: "0"), "only calls of the C library"),
    (disposition("remove", .descend), "<descend.h> has nothing for it"),
  ])
  func aDispositionThatFitsNothingIsAnError(
    _ disposition: PortPlan.Disposition, _ message: String
  ) throws {
    let tree = AuditedTree(plan: Self.plan([disposition]), flags: tree.flags)
    let error = #expect(throws: PortError.self) { try tree.port(files()) }
    #expect(error?.description.contains("vanish.yaml:1:1: ") == true)
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func callsAreAnsweredAsTheRecipeSays() throws {
    let tree = AuditedTree(
      plan: Self.plan([
        Self.disposition("remove", .replace, with: "unlinkat(held, {1}, 0)"),
        Self.disposition("unlink", .fail, file: "document.c", with: "errno = EPERM, -1"),
      ]), flags: tree.flags)
    let result = try tree.port(files())
    let text = String(
      decoding: try #require(result.stages.last?.files["document.c"]), as: UTF8.self)
    #expect(text.contains("#else\n  if (unlinkat(held, name, 0) != 0)\n#endif\n"))
    #expect(text.contains("#else\n  (void)(errno = EPERM, -1);\n#endif\n"))
  }
}
