import Catalogue
import Compilation
import Findings
import Foundation
import Survey
import Synchronization
import Testing

/// Where a worker has nothing to do yet it begins with a likely unit; what is said is the same.
@Suite("A unit that is begun before it is known to be needed")
struct BegunUnitTests {
  private static func audit(
    _ root: URL, units: [CompileCommand], width: Int, store: AuditStore?
  ) async throws -> (report: AuditReport, parsed: Int) {
    let total = Mutex(0)
    var settings = Survey.Settings()
    settings.width = width
    settings.store = store
    let survey = Survey(catalogue: .bundled, settings: settings) { _, count in
      total.withLock { $0 = max($0, count) }
    }
    let reply = try await survey.run(
      AuditRequest(
        root: root.path, target: .init(name: "begun", version: nil), profile: .fdOnly,
        units: units, toolVersion: "0"))
    return (reply.report, total.withLock { $0 })
  }

  private static func text(_ report: AuditReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  @Test func isToldOfAsIfItHadNotBeen() async throws {
    let root = FileManager.default.temporaryDirectory.appending(component: "fdport-begun-\(UUID())")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    // The largest only seems to have a site: the preprocessor skips it.
    var texts = [
      "large.c":
        "#if 0\nint f(void) { return open(\"x\", 0); }\n#endif\nint large = 1234567890;\n"
        + String(repeating: "extern int padding;\n", count: 40)
    ]
    for number in 0..<4 {
      texts["a\(number).c"] =
        "int open(const char *, int);\nint f\(number)(void) { return open(\"y\", 0); }\n"
    }
    for (name, text) in texts { try Data(text.utf8).write(to: root.appending(path: name)) }
    let units = texts.keys.sorted().map { name in
      CompileCommand(
        file: "\(root.path)/\(name)", directory: root.path, arguments: ["cc", "-c", name])
    }
    let plain = try await Self.audit(root, units: units, width: 1, store: nil)
    #expect(plain.parsed == 4 && plain.report.units.clear == 1)
    let store = AuditStore(root: root.appending(component: ".cache").path)
    let begun = try await Self.audit(root, units: units, width: 2, store: store)
    #expect(begun.parsed == 5)
    #expect(try Self.text(begun.report) == Self.text(plain.report))
    // Nothing is new any more, and nothing is parsed.
    let again = try await Self.audit(root, units: units, width: 2, store: store)
    #expect(again.parsed == 0)
    #expect(try Self.text(again.report) == Self.text(plain.report))
  }
}
