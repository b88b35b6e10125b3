import Catalogue
import Compilation
import Findings
import Foundation
import Survey
import Testing
import Tools

/// Audits the fixtures of the audit by real workers, in every way in which the engine can save work.
@Suite("What the engine saves changes no finding", .serialized)
struct SurveyTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(components: "Fixtures", "audit").path

  /// A copy, whose files are old enough to be believed by their times.
  private final class Tree: Sendable {
    let path: String
    let cache: String

    init() throws {
      let base = FileManager.default.temporaryDirectory.appending(
        component: "fdport-survey-\(UUID())"
      )
      .path
      path = base + "/tree"
      cache = base + "/cache"
      try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: SurveyTests.fixtures, toPath: path)
      usleep(100_000)
    }

    deinit {
      try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    var units: [CompileCommand] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { $0.hasSuffix(".c") }.sorted().map { name in
        CompileCommand(
          file: "\(path)/\(name)", directory: path, arguments: ["cc", "-std=gnu11", "-c", name])
      }
    }

    func audit(
      exhaustive: Bool = false, keeps: Bool, listsUncompiled: Bool = true
    ) async throws -> AuditReport {
      var settings = Survey.Settings()
      settings.isExhaustive = exhaustive
      settings.store = keeps ? AuditStore(root: cache) : nil
      return try await Survey(catalogue: .bundled, settings: settings).run(
        AuditRequest(
          root: path, target: .init(name: "fixtures", version: nil), profile: .fdOnly, units: units,
          toolVersion: "0", listsUncompiled: listsUncompiled)
      ).report
    }

    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
      usleep(100_000)
    }
  }

  /// Everything but how many units were not parsed, and those whose errors nobody saw.
  private static func text(_ report: AuditReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let parts = [
      try encoder.encode(report.findings), try encoder.encode(report.ownNames),
      try encoder.encode(report.uncompiled),
    ]
    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  @Test func foresightAndCacheChangeNothing() async throws {
    let tree = try Tree()
    try tree.write("int answer(void) { return 42; }\n", to: "answer.c")
    let all = try await tree.audit(exhaustive: true, keeps: false)
    #expect(all.units.clear == 0 && all.findings.count > 20)
    let foreseen = try await tree.audit(keeps: false)
    #expect(foreseen.units.clear > 0)
    #expect(try Self.text(foreseen) == Self.text(all))
    for _ in 0..<3 {
      #expect(try Self.text(await tree.audit(keeps: true)) == Self.text(all))
    }
  }

  @Test func everyChangeIsSeen() async throws {
    let tree = try Tree()
    try tree.write("#include \"late.h\"\nint late(void) { return LATE; }\n", to: "late.c")
    try tree.write("#define LATE 1\n", to: "late.h")
    let before = try await tree.audit(keeps: true)
    #expect(try Self.text(await tree.audit(keeps: true)) == Self.text(before))
    try tree.write("#include <unistd.h>\n#define LATE unlink(\"x\")\n", to: "late.h")
    let after = try await tree.audit(keeps: true)
    #expect(after.findings.count == before.findings.count + 1)
    #expect(after.findings.contains { $0.file == "late.c" && $0.function == "unlink" })
    #expect(try Self.text(after) == Self.text(await tree.audit(exhaustive: true, keeps: false)))
  }

  @Test func whatThePreprocessorToldIsKeptTogether() async throws {
    let tree = try Tree()
    let skipped = "#ifdef _WIN32\nint f(void) { return open(\"x\", 0); }\n#endif\nint i;\n"
    for name in ["one.c", "two.c"] { try tree.write(skipped, to: name) }
    func packs() throws -> [String] {
      let directory = tree.cache + "/audit-previews"
      return try FileManager.default.contentsOfDirectory(atPath: directory).map {
        try String(contentsOfFile: "\(directory)/\($0)", encoding: .isoLatin1)
      }
    }
    let before = try await tree.audit(keeps: true)
    let pack = try #require(try packs().first)
    #expect(pack.contains("/one.c\"") || pack.contains("\\/one.c\""))
    // Another unit's text changes nothing in it, and what it holds is still told.
    try tree.write("int answer(void) { return 42; }\n", to: "answer.c")
    let after = try await tree.audit(keeps: true)
    #expect(try packs() == [pack])
    #expect(after.findings == before.findings && after.units.clear == before.units.clear + 1)
    // One that says something else is another result.
    try tree.write("/**/\n" + skipped, to: "two.c")
    let moved = try await tree.audit(keeps: true)
    #expect(try packs().count == 1 && packs() != [pack])
    #expect(try Self.text(moved) == Self.text(await tree.audit(exhaustive: true, keeps: false)))
  }

  @Test func filesOfNoUnitAreLookedAtEachTime() async throws {
    let tree = try Tree()
    // The fixtures have a unit whose texts are not all known, and so no reply that is kept as a whole.
    for name in try FileManager.default.contentsOfDirectory(atPath: tree.path) {
      try FileManager.default.removeItem(atPath: "\(tree.path)/\(name)")
    }
    try tree.write("int answer(void) { return 42; }\n", to: "answer.c")
    let call = "#include <unistd.h>\nstatic int f(void) { return unlink(\"x\"); }\n"
    try FileManager.default.createDirectory(
      atPath: tree.path + "/extra", withIntermediateDirectories: false)
    try tree.write("int a;\n", to: "extra/changes.h")
    for _ in 0..<2 { _ = try await tree.audit(keeps: true) }
    try tree.write(call, to: "extra/changes.h")
    let changed = try await tree.audit(keeps: true).uncompiled.map(\.file)
    #expect(changed.contains("extra/changes.h"))
    try tree.write(call, to: "extra/comes.h")
    let more = try await tree.audit(keeps: true).uncompiled.map(\.file)
    #expect(more.contains("extra/comes.h"))
    // Another question than the last has its own answer.
    #expect(try await tree.audit(keeps: true, listsUncompiled: false).uncompiled.isEmpty)
  }

  /// Old enough for its signature to be trusted.
  private static func settle() async throws { try await Task.sleep(for: .milliseconds(60)) }

  @Test func whatNothingCompilesIsReadAgainOnlyWhereItChanged() async throws {
    let tree = try Tree()
    let call = "#include <unistd.h>\nstatic int f(void) { return unlink(\"x\"); }\n"
    let plain = String(repeating: " ", count: call.utf8.count)
    try tree.write(plain, to: "changes.h")
    try tree.write(call, to: "stays.h")
    try await Self.settle()
    let list = { (report: AuditReport) in
      report.uncompiled.filter { ["changes.h", "stays.h"].contains($0.file) }.map(\.names)
    }
    for _ in 0..<3 {
      #expect(list(try await tree.audit(keeps: true)) == [["unlink": 1]])
    }
    // Of the same length.
    try tree.write(call, to: "changes.h")
    #expect(list(try await tree.audit(keeps: true)) == [["unlink": 1], ["unlink": 1]])
    try FileManager.default.removeItem(atPath: tree.path + "/stays.h")
    #expect(list(try await tree.audit(keeps: true)) == [["unlink": 1]])
  }

  @Test func whatAComputedInclusionReadsIsReadEachTime() async throws {
    let tree = try Tree()
    try tree.write(
      "#define TARGET \"target.h\"\n#include TARGET\nint computed(void) { return LATE; }\n",
      to: "computed.c")
    try tree.write("#define LATE 1\n", to: "target.h")
    try await Self.settle()
    let before = try await tree.audit(keeps: true)
    #expect(try Self.text(await tree.audit(keeps: true)) == Self.text(before))
    try tree.write("#include <unistd.h>\n#define LATE unlink(\"x\")\n", to: "target.h")
    let after = try await tree.audit(keeps: true)
    #expect(after.findings.contains { $0.file == "computed.c" && $0.function == "unlink" })
    #expect(try Self.text(after) == Self.text(await tree.audit(exhaustive: true, keeps: false)))
  }

  @Test func damageIsSeenAndIgnored() async throws {
    let tree = try Tree()
    let before = try await tree.audit(keeps: true)
    let files =
      FileManager.default.enumerator(atPath: tree.cache)?.compactMap { $0 as? String } ?? []
    var damaged = 0
    for file in files.map({ "\(tree.cache)/\($0)" }) {
      guard var data = FileManager.default.contents(atPath: file), data.count > 40 else { continue }
      data[data.count / 2] ^= 1
      try data.write(to: URL(filePath: file))
      damaged += 1
    }
    #expect(damaged > 10)
    #expect(try Self.text(await tree.audit(keeps: true)) == Self.text(before))
  }

  @Test func auditsAtTheSameTimeShareACache() async throws {
    let tree = try Tree()
    let alone = try Self.text(await tree.audit(keeps: false))
    for _ in 0..<2 {
      let texts = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<4 {
          group.addTask { try Self.text(await tree.audit(keeps: true)) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(texts.count == 4 && texts.allSatisfy { $0 == alone })
    }
    // Nothing half-written is left beside the entries.
    let names =
      FileManager.default.enumerator(atPath: tree.cache)?.compactMap { $0 as? String } ?? []
    #expect(names.count > 10)
    #expect(names.allSatisfy { !($0 as NSString).lastPathComponent.contains(".") })
  }

  @Test func cacheThatCannotBeWrittenIsSaidOnce() async throws {
    let tree = try Tree()
    try Data("a file".utf8).write(to: URL(filePath: tree.cache))
    let before = try await tree.audit(keeps: false)
    #expect(try Self.text(await tree.audit(keeps: true)) == Self.text(before))
  }
}
