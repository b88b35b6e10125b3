import Catalogue
import Foundation
import Recipe
import Testing

@testable import Port

/// A build system to which checks are added: the texts of its files, and what guards ask.
struct CheckFixture {
  let files: [String: [UInt8]]
  let plan: PortPlan
  let guarded: Set<String>
  var sources: [String: SourceText] = [:]
  var catalogue = Self.smallCatalogue

  struct Outcome {
    let stages: [[String: [UInt8]]]
    let edits: [PortEdit]
    let unplaced: [UnplacedCheck]
    let notes: [String]
    let recognised: Int
  }

  init(
    _ files: [String: String], patches: [[String]] = [["open", "stat"]], descends: Bool = false,
    checks: PortPlan.Checks = .init(), insertions: [PortPlan.Insertion] = [],
    exceptions: [String: String] = [:]
  ) {
    self.init(
      files: files.mapValues { Array($0.utf8) }, patches: patches, descends: descends,
      checks: checks, insertions: insertions, exceptions: exceptions)
  }

  init(
    files: [String: [UInt8]], patches: [[String]], descends: Bool,
    checks: PortPlan.Checks = .init(), insertions: [PortPlan.Insertion] = [],
    exceptions: [String: String] = [:]
  ) {
    self.files = files
    guarded = Set(patches.joined())
    plan = PortPlan(
      profile: "fd-only", omissions: [], reduced: nil,
      sites: .init(macro: "HAVE_{NAME}", sense: .present, exceptions: exceptions), checks: checks,
      patches: patches.enumerated().map { index, functions in
        .init(
          name: "patch-\(index)", subject: "s", body: "b", functions: functions,
          insertions: index == 0 ? insertions : [])
      },
      descend: descends
        ? .init(
          name: "descend", subject: "s", body: "b", condition: "defined(HAVE_DESCEND_{NAME})",
          includeCondition: "defined(HAVE_DESCEND_H)", functions: patches.flatMap { $0 },
          insertions: []) : nil,
      build: BuildSteps(environment: [:], configure: [], build: [], test: [], products: []))
  }

  /// The catalogue of the program, for real trees; the small one has what fixtures ask.
  static let smallCatalogue = Catalogue(
    version: "test",
    rows: [
      ("fopen", "stdio.h"), ("open", "fcntl.h"), ("stat", "sys/stat.h"), ("remove", "stdio.h"),
      ("opendir", "dirent.h"), ("system", "stdlib.h"), ("getpid", "unistd.h"),
    ].map { name, header in
      CatalogueRow(
        name: name, kind: .function, header: header, linkAliases: [], authority: .fileRead,
        levels: [.fdOnly: .forbidden], featureMacro: "HAVE_\(name.uppercased())",
        failure: .value(expression: "-1", errno: "ENOSYS"), replacement: nil,
        descend: "descend_\(name)", reason: "looks a name up")
    })

  func port(_ files: [String: [UInt8]]) throws -> Outcome {
    let checks = CheckPlanner(
      plan: plan, catalogue: catalogue,
      files: BuildFiles(paths: files.keys.sorted(), plan: plan, files: files), sources: sources,
      guarded: guarded)
    let staging = try Staging(
      plan: plan, planned: checks.edits,
      sources: Dictionary(
        uniqueKeysWithValues: Set(checks.edits.map(\.file)).map {
          ($0, SourceText(path: $0, bytes: files[$0] ?? sources[$0]?.bytes ?? []))
        }))
    return Outcome(
      stages: staging.stages.map(\.files), edits: staging.edits, unplaced: checks.unplaced,
      notes: checks.notes, recognised: checks.recognised)
  }

  /// The text of a file after all patches, once law 5 has been shown for every edit and stage.
  func ported(_ file: String) throws -> String {
    let complete = try lawful()
    return String(decoding: try #require(complete[file]), as: UTF8.self)
  }

  /// The files after all patches: a second port changes nothing, each edit taken out comes back, and a
  /// tree that has only the first patches gets exactly the others.
  func lawful() throws -> [String: [UInt8]] {
    let first = try port(files)
    let complete = files.merging(EditList.apply(first.edits, to: files)) { $1 }
    let second = try port(complete)
    #expect(second.edits.isEmpty)
    #expect(second.unplaced.map(\.reason) == first.unplaced.map(\.reason))
    for index in first.edits.indices {
      let partial = files.merging(EditList.apply(first.edits, to: files, leavingOut: index)) { $1 }
      let again = try port(partial)
      let restored = partial.merging(EditList.apply(again.edits, to: partial)) { $1 }
      #expect(
        PortFixture.text(restored) == PortFixture.text(complete),
        "edit \(index) of \(first.edits[index].file) at \(first.edits[index].start)")
    }
    for stage in first.stages {
      let partial = files.merging(stage) { $1 }
      let again = try port(partial)
      let restored = partial.merging(EditList.apply(again.edits, to: partial)) { $1 }
      #expect(PortFixture.text(restored) == PortFixture.text(complete))
    }
    return complete
  }
}
