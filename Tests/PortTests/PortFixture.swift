import Catalogue
import Foundation
import Recipe
import Testing

@testable import Port

/// A directory of Tests/Fixtures/port with the plan under which it is ported.
struct PortFixture: CustomTestStringConvertible {
  let directory: String
  let plan: PortPlan
  let locator: SiteLocator

  var testDescription: String { directory }

  /// For messages: files as text.
  static func text(_ files: [String: [UInt8]]) -> [String: String] {
    files.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  static func root(_ file: String = #filePath) -> URL {
    URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
      .appending(components: "Fixtures", "port")
  }

  /// The fixture's sources, by name.
  func files() throws -> [String: [UInt8]] {
    let directory = Self.root().appending(component: directory)
    var files: [String: [UInt8]] = [:]
    for url in try FileManager.default.contentsOfDirectory(
      at: directory, includingPropertiesForKeys: nil)
    where !url.hasDirectoryPath {
      files[url.lastPathComponent] = try Array(Data(contentsOf: url))
    }
    return files
  }

  func port(_ files: [String: [UInt8]]) throws -> PortResult {
    let sites = locator.locate(in: files)
    return try PortGenerator(catalogue: Self.catalogue, plan: plan).generate(
      files: files, findings: sites.findings, anatomies: sites.anatomies)
  }

  /// Compares `bytes` with the golden file `name` of `expected/`; UPDATE_GOLDEN=1 writes it instead.
  func expectGolden(_ bytes: [UInt8]?, _ name: String) throws {
    let url = Self.root().appending(components: directory, "expected", name)
    let actual = try #require(bytes, "no stage changed \(name)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual).write(to: url)
    }
    let expected = try Data(contentsOf: url)
    #expect(
      String(decoding: actual, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
  }

  static let catalogue: Catalogue = {
    func row(
      _ name: String, _ value: String, descend: String? = nil, failure: FailureConvention? = nil
    ) -> CatalogueRow {
      CatalogueRow(
        name: name, kind: .function, header: "stdio.h", linkAliases: [], authority: .fileRead,
        levels: [.fdOnly: .forbidden], featureMacro: "HAVE_\(name.uppercased())",
        failure: failure ?? .value(expression: value, errno: "ENOSYS"), replacement: nil,
        descend: descend,
        reason: "looks a name up")
    }
    return Catalogue(
      version: "test",
      rows: [
        row("fopen", "NULL", descend: "descend_fopen"),
        row("freopen", "NULL", descend: "descend_freopen"),
        row("open", "-1", descend: "descend_open"),
        row("stat", "-1", descend: "descend_stat"),
        row("remove", "-1", descend: "descend_remove"),
        row("rename", "-1", descend: "descend_rename"),
        row("system", "-1"), row("tmpnam", "NULL"), row("unlink", "-1"), row("rmdir", "-1"),
        row("setgrent", "", failure: .void),
      ])
  }()

  private static let steps = BuildSteps(
    environment: [:], configure: [], build: [], test: [], products: [])

  private static func plan(
    _ sites: PortPlan.Guard, _ patches: [PortPlan.Patch], _ descend: PortPlan.Descend?,
    failures: [PortPlan.Failure] = []
  ) -> PortPlan {
    PortPlan(
      profile: "fd-only", omissions: [], reduced: nil, sites: sites, failures: failures,
      patches: patches, descend: descend, build: steps)
  }

  /// Every patch adds its switches after the same line.
  private static let switches = PortPlan.Insertion(
    file: "config.h", after: "/* Switches: */",
    text: "\n/* {names}: */\n/* #define APP_NO_{NAME} */")

  static let absent = PortFixture(
    directory: "absent",
    plan: plan(
      .init(macro: "APP_NO_{NAME}", sense: .absent),
      [
        .init(
          name: "no-stdio", subject: "s", body: "b", functions: ["fopen", "freopen"],
          insertions: [switches]),
        .init(
          name: "no-names", subject: "s", body: "b", functions: ["remove", "rename", "tmpnam"],
          insertions: [switches]),
        .init(
          name: "no-system", subject: "s", body: "b", functions: ["system"],
          insertions: [switches]),
      ],
      .init(
        name: "descend", subject: "s", body: "b", condition: "defined(APP_DESCEND)",
        includeCondition: "defined(APP_DESCEND)",
        functions: ["fopen", "freopen", "remove", "rename"],
        insertions: [
          .init(
            file: "config.h", after: "/* Switches: */", text: "/* #define APP_DESCEND */\n")
        ]),
      failures: [
        .init(
          function: "system", expression: "({1} == NULL ? 0 : (errno = ENOSYS, -1))", reason: "r")
      ]),
    locator: SiteLocator(
      functions: ["fopen", "freopen", "remove", "rename", "system", "tmpnam"],
      defined: ["NESTED"]))

  static let present = PortFixture(
    directory: "present",
    plan: plan(
      .init(macro: "HAVE_{NAME}", sense: .present),
      [
        .init(
          name: "have", subject: "s", body: "b", functions: ["open", "remove", "stat"],
          insertions: [
            .init(
              file: "configure.ac", after: "AC_CHECK_HEADERS([fcntl.h unistd.h])",
              text: "AC_CHECK_FUNCS([{names}])\n")
          ])
      ],
      .init(
        name: "descend", subject: "s", body: "b", condition: "defined(HAVE_DESCEND_{NAME})",
        includeCondition: "defined(HAVE_DESCEND_H)", functions: ["open", "stat"],
        insertions: [
          .init(
            file: "configure.ac", after: "AC_CHECK_HEADERS([fcntl.h unistd.h])",
            text: "AC_CHECK_HEADERS([descend.h])\nAC_CHECK_FUNCS([descend_{name}])\n")
        ])),
    locator: SiteLocator(
      functions: ["open", "remove", "stat"], defined: ["HAVE_OPEN", "HAVE_REMOVE", "HAVE_STAT"]))

  private static func guardsOnly(_ directory: String, _ functions: [String]) -> PortFixture {
    PortFixture(
      directory: directory,
      plan: plan(
        .init(macro: "HAVE_{NAME}", sense: .present),
        [
          .init(
            name: "have", subject: "s", body: "b", functions: functions,
            insertions: [
              .init(
                file: "configure.ac", after: "AC_CHECK_HEADERS([fcntl.h unistd.h])",
                text: "AC_CHECK_FUNCS([{names}])\n")
            ])
        ],
        .init(
          name: "descend", subject: "s", body: "b", condition: "defined(HAVE_DESCEND_{NAME})",
          includeCondition: "defined(HAVE_DESCEND_H)", functions: ["open", "stat"],
          insertions: [
            .init(
              file: "configure.ac", after: "AC_CHECK_HEADERS([fcntl.h unistd.h])",
              text: "AC_CHECK_HEADERS([descend.h])\nAC_CHECK_FUNCS([descend_{name}])\n")
          ])),
      locator: SiteLocator(
        functions: Set(functions),
        defined: Set(functions.map { "HAVE_\($0.uppercased())" } + ["TIDY"]),
        inExpressions: ["O_CLOEXEC", "WIDE"]))
  }

  /// Line guards of every size.
  static let shapes = guardsOnly("shapes", ["open", "remove", "stat"])

  static let tables = guardsOnly("tables", ["remove", "rmdir", "stat", "unlink"])

  /// For single calls, in files of a test's own.
  static let statements = guardsOnly("shapes", ["open", "setgrent"])

  static let all = [absent, present, shapes, tables]

  static let refused = PortFixture(
    directory: "refused",
    plan: plan(
      .init(macro: "HAVE_{NAME}", sense: .present),
      [
        .init(
          name: "have", subject: "s", body: "b", functions: ["open", "perror", "remove"],
          insertions: [])
      ], nil),
    locator: SiteLocator(
      functions: ["open", "perror", "remove", "rename"], defined: ["O_CLOEXEC"],
      argumentMacros: ["CHECK"]))
}
