import Audit
import Catalogue
import Compilation
import Findings
import Foundation
import Port
import Recipe
import Report
import Survey
import Testing
import View

/// One catalogue, four uses: the scanner, `explain`, the view and the port agree on the set of names.
@Suite("The uses of the catalogue agree")
struct CatalogueAgreementTests {
  private static let catalogue = Catalogue.bundled

  private static func names(_ levels: Set<Level>, in profile: Profile) -> [String] {
    catalogue.rows.filter { levels.contains($0.level(in: profile)) }.map(\.name)
  }

  /// Uses each name under which a C library links one of `rows`: all at the same level, since
  /// the scanner says which function a name means.
  private static func program(using rows: [CatalogueRow]) -> (text: String, linkNames: [String]) {
    var declarations = ""
    var uses = ""
    var linkNames: [String] = []
    for row in rows {
      for name in [row.name] + row.linkAliases where catalogue.row(linkName: name) == row {
        linkNames.append(name)
        switch row.kind {
        case .function:
          declarations += "int \(name)();\n"
          uses += "void use_\(name)(void) {\n  \(name)();\n}\n"
        case .object:
          declarations += "extern int \(name);\n"
          uses += "int use_\(name)(void) {\n  return \(name);\n}\n"
        }
      }
    }
    return (declarations + uses, linkNames)
  }

  private static func audit(_ text: String, profile: Profile) throws -> AuditReply {
    let directory = FileManager.default.temporaryDirectory.appending(
      component: "fdport-agreement-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try Data(text.utf8).write(to: directory.appending(component: "all.c"))
    let command = CompileCommand(
      file: directory.path + "/all.c", directory: directory.path,
      arguments: ["cc", "-std=gnu11", "-fno-builtin", "-w", "-c", "all.c"])
    let result = UnitAudit(catalogue: catalogue).result(
      UnitRequest(root: directory.path, profile: profile, unit: command))
    let request = AuditRequest(
      root: directory.path, target: .init(name: "all", version: nil), profile: profile,
      units: [command], toolVersion: "0")
    return ReportAssembly(request, catalogue: catalogue).reply([result])
  }

  @Test(
    "The scanner finds every name that is not allowed, and no other", arguments: Profile.allCases)
  func scanner(profile: Profile) throws {
    let (text, _) = Self.program(using: Self.catalogue.rows)
    let reply = try Self.audit(text, profile: profile)
    #expect(reply.report.units.failed == [])
    let expected = Self.names([.forbidden, .noted], in: profile)
    #expect(Set(reply.report.findings.map(\.function)) == Set(expected))
    let linkNames = Self.program(
      using: Self.catalogue.rows.filter { $0.level(in: profile) != .allowed }
    ).linkNames
    #expect(Set(reply.report.findings.map(\.linkName)) == Set(linkNames))
    for finding in reply.report.findings {
      let row = try #require(Self.catalogue.row(named: finding.function))
      #expect(finding.level == row.level(in: profile) && finding.authority == row.authority)
      #expect(finding.replacement == row.replacement)
    }
  }

  @Test("explain knows every name and alias")
  func explanations() throws {
    for row in Self.catalogue.rows {
      let names = [row.name] + row.linkAliases
      let report = ExplanationReport(names: names, in: Self.catalogue)
      #expect(report.unknown.isEmpty, "\(row.name)")
      let explanation = try #require(report.explanations.first)
      #expect(explanation.name == row.name && explanation.reason == row.reason)
      #expect(explanation.guard.macro == row.featureMacro)
      #expect(explanation.guard.expression == row.failure?.expression)
      #expect(explanation.descend == row.descend)
    }
  }

  /// The program includes something: the port puts <errno.h> behind it.
  @Test("The port guards every forbidden function as the catalogue says")
  func port() throws {
    let rows = Self.catalogue.rows.filter {
      $0.level(in: .fdOnly) == .forbidden && $0.kind == .function
    }
    let text =
      "#include <stddef.h>\n" + rows.map { "int \($0.name)();\n" }.joined()
      + rows.map { "int use_\($0.name)(void) {\n  return \($0.name)();\n}\n" }.joined()
    let reply = try Self.audit(text, profile: .fdOnly)
    let result = try PortGenerator(catalogue: Self.catalogue, plan: Self.plan(rows)).generate(
      files: ["all.c": Array(text.utf8)], findings: reply.report.findings,
      anatomies: reply.anatomies)
    #expect(result.leftovers == [])
    let ported = String(decoding: try #require(result.stages.last?.files["all.c"]), as: UTF8.self)
    for row in rows {
      let failure = try #require(row.failure)
      let body = try #require(
        ported.components(separatedBy: "int use_\(row.name)(void) {\n").last?
          .components(separatedBy: "\n}\n").first)
      #expect(body.contains(row.featureMacro), "\(row.name)")
      #expect(body.contains(failure.expression), "\(row.name)")
    }
  }

  /// Debian's musl stands for the sealed one: what it lacks must be among the undeclared names.
  @Test(
    "The view hides every forbidden name, or says that the library has none",
    .enabled(
      if: FileManager.default.fileExists(atPath: "/usr/lib/x86_64-linux-musl/libc.a"),
      "musl-tools is not installed"), arguments: [Profile.fdOnly, .cloudABI])
  func view(profile: Profile) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(
      component: "fdport-agreement-view-\(UUID())")
    defer { try? FileManager.default.removeItem(at: directory) }
    let view = try await ViewBuilder(catalogue: Self.catalogue, profile: profile, note: { _ in })
      .build(
        library: LibraryDirectories(
          include: "/usr/include/x86_64-linux-musl", lib: "/usr/lib/x86_64-linux-musl"),
        into: directory.path)
    let hidden = view.hiddenFunctions + view.hiddenObjects
    #expect(Set(hidden).isDisjoint(with: view.undeclared))
    #expect((hidden + view.undeclared).sorted() == Self.names([.forbidden], in: profile).sorted())
    for symbol in view.hiddenSymbols {
      #expect(Self.catalogue.row(linkName: symbol)?.level(in: profile) == .forbidden, "\(symbol)")
    }
  }

  /// One patch over all functions, with the guards that recipes use.
  private static func plan(_ rows: [CatalogueRow]) -> PortPlan {
    PortPlan(
      profile: Profile.fdOnly.rawValue, omissions: [], reduced: nil,
      sites: .init(macro: "HAVE_{NAME}", sense: .present),
      patches: [
        .init(
          name: "all", subject: "All", body: "All.", functions: rows.map(\.name), insertions: [])
      ], descend: nil,
      build: BuildSteps(environment: [:], configure: [], build: [], test: [], products: []))
  }
}
