import Catalogue
import Findings
import Foundation
import Randomness
import Recipe
import Testing

@testable import Port

/// Laws 2 and 5 for random parts of what an audit finds in real files.
///
/// Beside C files of this repository those of the directories that FDPORT_PORT_TREES names, separated by
/// colons; of each as many rounds as four seconds allow.
@Suite struct RandomSubsetTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let files: [String] = {
    let fixtures = ["port/absent/input.c", "port/shapes/input.c", "port/tables/input.c"]
    let own =
      fixtures.map { repository.appending(path: "Tests/Fixtures/\($0)").path }
      + [repository.appending(path: "Tests/Fixtures/sealed/functions.c").path]
    let directories = (ProcessInfo.processInfo.environment["FDPORT_PORT_TREES"] ?? "")
      .split(separator: ":").map(String.init)
    return own
      + directories.flatMap { directory in
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
          .filter { $0.hasSuffix(".c") }.map { "\(directory)/\($0)" }
      }
  }()

  private static func plan(_ functions: [String], _ sense: PortPlan.Guard.Sense) -> PortPlan {
    let half = functions.count / 2
    let macro = sense == .present ? "HAVE_{NAME}" : "NO_{NAME}"
    return PortPlan(
      profile: "fd-only", omissions: [], reduced: nil, sites: .init(macro: macro, sense: sense),
      patches: [Array(functions[..<half]), Array(functions[half...])].enumerated().map {
        .init(name: "patch\($0)", subject: "s", body: "b", functions: $1, insertions: [])
      },
      descend: .init(
        name: "descend", subject: "s", body: "b", condition: "defined(DESCEND)",
        includeCondition: "defined(DESCEND)", functions: functions, insertions: []),
      build: BuildSteps(environment: [:], configure: [], build: [], test: [], products: []))
  }

  /// The bytes that `edits` were made of.
  private static func undone(_ edits: [PortEdit], _ patched: [UInt8], of pristine: [UInt8])
    -> [UInt8]
  {
    var result: [UInt8] = []
    var position = 0
    var shift = 0
    for edit in edits {
      let start = edit.start + shift
      result += patched[position..<start]
      result += pristine[edit.start..<edit.end]
      position = start + edit.replacement.count
      shift += edit.replacement.count - (edit.end - edit.start)
    }
    return result + patched[position...]
  }

  @Test(arguments: files)
  func anyPartOfTheSitesIsPortedWhollyOrNotAtAll(_ path: String) throws {
    let directory = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    let pristine = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    let everything = AuditedTree(
      plan: Self.plan(["open"], .present), flags: ["-D_GNU_SOURCE", "-DTIDY", "-I\(directory)"])
    let found = try everything.audit([name: pristine]).report.findings.filter(\.concernsPort)
    let functions = Set(found.map { $0.called(in: .bundled).function }).sorted()
    try #require(!functions.isEmpty || !path.contains("Fixtures"))
    guard functions.count > 1 else { return }
    let end = ContinuousClock.now + .seconds(4)
    var round: UInt64 = 0
    while ContinuousClock.now < end, round < 40 {
      var numbers = SeededNumbers(seed: round &* 7919 &+ UInt64(pristine.count))
      let sense: PortPlan.Guard.Sense = round % 2 == 0 ? .present : .absent
      let host = sense == .present ? AuditedTree.present(functions) : []
      let tree = AuditedTree(plan: Self.plan(functions, sense), flags: everything.flags + host)
      let share = Int.random(in: 1...4, using: &numbers)
      let chosen = Set(
        found.filter { _ in Int.random(in: 0..<4, using: &numbers) < share }.map(\.fingerprint))
      try check(
        [name: pristine], tree, chosen, "\(name), round \(round)", name, host, &numbers)
      round += 1
    }
    #expect(round > 0)
  }

  private func check(
    _ files: [String: [UInt8]], _ tree: AuditedTree, _ chosen: Set<String>, _ title: String,
    _ name: String, _ host: [String], _ numbers: inout SeededNumbers
  ) throws {
    let pristine = try #require(files[name])
    let keep = { (finding: Finding) in chosen.contains(finding.fingerprint) }
    let first = try tree.port(files, keeping: keep)
    let complete = AuditedTree.apply(first.edits, to: files)
    let patched = try #require(complete[name])
    #expect(Self.undone(first.edits, patched, of: pristine) == pristine, "\(title)")
    let options = ["-E", "-P", "-w"] + tree.flags
    #expect(
      try tree.compile(complete, options) == tree.compile(files, options), "\(title): other tokens")
    let second = try tree.port(complete, keeping: keep)
    #expect(second.edits.isEmpty, "\(title): \(second.edits.map { $0.rule.rawValue })")
    #expect(
      second.leftovers.map(\.reason) == first.leftovers.map(\.reason), "\(title): other leftovers")
    guard let index = first.edits.indices.randomElement(using: &numbers) else { return }
    let partial = AuditedTree.apply(first.edits, to: files, leavingOut: index)
    let again = AuditedTree.apply(try tree.port(partial, keeping: keep).edits, to: partial)
    #expect(
      PortFixture.text(again) == PortFixture.text(complete),
      "\(title): \(first.edits[index].rule) does not come back")
  }
}
