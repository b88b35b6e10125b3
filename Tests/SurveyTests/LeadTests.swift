import Catalogue
import Compilation
import Findings
import Foundation
import Survey
import Synchronization
import Testing
import Tools

/// Units that begin alike are parsed behind one parse of that; what is found must be what each alone shows.
@Suite("What units begin with is parsed once", .serialized)
struct LeadTests {
  private struct Outcome: Equatable {
    let findings: [String]
    let failed: [String]
  }

  /// `arguments` by the name of a unit. The names of the units that had a lead come with what was found.
  private static func audit(
    _ files: [String: String], _ arguments: [String: [String]] = [:], isExhaustive: Bool
  ) async throws -> (outcome: Outcome, led: Set<String>) {
    let tree = try SourceTree(files)
    let root = tree.root
    let units = files.keys.filter { $0.hasSuffix(".c") }.sorted().map { name in
      let file = root.appending(path: name)
      return CompileCommand(
        file: file.path, directory: file.deletingLastPathComponent().path,
        arguments: ["cc"] + (arguments[name] ?? []) + ["-c", file.lastPathComponent])
    }
    let worker =
      isExhaustive
      ? .audit : try tree.worker(writingTo: root.appending(path: "asked").path, pause: 0.4)
    let report = try await tree.audit(units) { settings in
      settings.isExhaustive = isExhaustive
      settings.width = 1
      settings.worker = worker
    }.report
    let asked = (try? String(contentsOf: root.appending(path: "asked"), encoding: .utf8)) ?? ""
    let led = asked.split(separator: "\n").filter { $0.contains("\"lead\":") }.compactMap { line in
      units.first { line.contains("\"file\":\"\($0.file.replacing("/", with: "\\/"))\"") }?.file
    }
    return (
      Outcome(
        findings: report.findings.map {
          "\($0.file):\($0.line):\($0.column) \($0.function) \($0.kind) \($0.state) "
            + "\($0.enclosing ?? "") \($0.conditions) "
            + ($0.argument ?? "").replacing(root.path, with: "ROOT")
        },
        failed: report.units.failed.map {
          "\($0.file) \($0.reason)".replacing(root.path, with: "ROOT")
        }),
      Set(led.map { ($0 as NSString).lastPathComponent })
    )
  }

  /// That many findings, the same either way, and whether those units of `among` had a lead.
  private func check(
    _ files: [String: String], _ arguments: [String: [String]] = [:], sites: Int, led: Int,
    among names: Set<String>? = nil, location: SourceLocation = #_sourceLocation
  ) async throws {
    let shared = try await Self.audit(files, arguments, isExhaustive: false)
    let alone = try await Self.audit(files, arguments, isExhaustive: true)
    #expect(shared.outcome == alone.outcome, sourceLocation: location)
    #expect(shared.outcome.findings.count == sites, sourceLocation: location)
    let counted = names.map(shared.led.intersection) ?? shared.led
    #expect(counted.count == led, "\(shared.led.sorted())", sourceLocation: location)
  }

  private static let headers = [
    "one.h": "#ifndef ONE_H\n#define ONE_H\n#include <fcntl.h>\ntypedef int one;\n#endif\n",
    "two.h":
      "#ifndef TWO_H\n#define TWO_H\n#include \"one.h\"\n#define TWO_PATH \"/two\"\n"
      + "static inline int two(one x) { return x; }\n#endif\n",
  ]

  private static func unit(_ number: Int, _ head: String) -> String {
    head + "int f\(number)(void) { return two(open(TWO_PATH \"\(number)\", O_RDONLY)); }\n"
  }

  /// The first, which is the largest, is taken before it is known that others are like it.
  private static func units(_ count: Int, _ head: (Int) -> String) -> [String: String] {
    var files = (0..<count).reduce(into: headers) { $0["u\($1).c"] = unit($1, head($1)) }
    files["u0.c", default: ""] += "/* \(String(repeating: "padding ", count: 100)) */\n"
    return files
  }

  @Test func unitsThatBeginAlikeShareIt() async throws {
    let orders = ["#include \"one.h\"\n#include \"two.h\"\n", "/* */\n#include \"two.h\"\n"]
    try await check(Self.units(8) { orders[$0 % 2] }, sites: 8, led: 7)
  }

  @Test func commandsMayDefineOtherThings() async throws {
    let head = "#include \"two.h\"\n"
    var files = Self.units(6) { _ in head }
    files["u3.c"] = head + "#ifdef NAME\nint g(void) { return open(NAME, 0); }\n#endif\n"
    files["u4.c"] = files["u3.c"]?.replacing("g(", with: "h(")
    try await check(
      files, ["u3.c": ["-DNAME=\"/defined\"", "-DOTHER(x)=x"], "u5.c": ["-UNAME", "-DO"]],
      // u4.c compiles nothing that makes a site, and is not parsed.
      sites: 6, led: 4)
  }

  @Test func whatChangesAHeaderIsNotShared() async throws {
    var files = Self.units(7) { _ in "#include \"two.h\"\n" }
    files["one.h"] =
      "#ifndef ONE_H\n#define ONE_H\n#include <fcntl.h>\n#ifdef WIDE\ntypedef long one;\n"
      + "#else\ntypedef int one;\n#endif\n#endif\n"
    files["u5.c"] = Self.unit(5, "#define WIDE\n#include \"two.h\"\n")
    try await check(files, sites: 7, led: 0, among: ["u5.c"])
    // So by the command.
    files["u5.c"] = Self.unit(5, "#include \"two.h\"\n")
    try await check(files, ["u5.c": ["-DWIDE"]], sites: 7, led: 0, among: ["u5.c"])
  }

  @Test func whatSpoilsALeadIsLeftOut() async throws {
    // All compile both headers, but the second hangs on what each defines for itself.
    var files = Self.units(8) {
      "#include \"two.h\"\n#define MODE\($0) \($0)\n#define MODE MODE\($0)\n#include \"mode.h\"\n"
    }
    files["mode.h"] =
      "#ifndef MODE_H\n#define MODE_H\n#ifdef MODE\nextern int moded;\n#else\nextern int none;\n"
      + "#endif\n#endif\n"
    try await check(files, sites: 8, led: 7)
  }

  @Test func whereTheCompilerWasStartedCounts() async throws {
    var files: [String: String] = [:]
    var arguments: [String: [String]] = [:]
    for (directory, path) in [("a", "/of/a"), ("b", "/of/b")] {
      files["\(directory)/inc/one.h"] = Self.headers["one.h"]
      files["\(directory)/inc/two.h"] = Self.headers["two.h"]?.replacing("/two", with: path)
      for number in 0..<4 {
        let name = "\(directory)/\(directory)\(number).c"
        files[name] = Self.unit(number, "#include \"two.h\"\n")
        arguments[name] = ["-Iinc"]
      }
    }
    // All but the first, which is taken before; the paths tell whose header each saw.
    try await check(files, arguments, sites: 8, led: 7)
  }

  @Test func aHeaderWithASiteIsNoBeginning() async throws {
    var files = Self.units(6) { _ in "#include \"two.h\"\n" }
    files["two.h", default: ""] = """
      #ifndef TWO_H
      #define TWO_H
      #include "one.h"
      #define TWO_PATH "/two"
      static inline int two(one x) { return x < 0 ? open("/inline", 0) : x; }
      #endif

      """
    try await check(files, sites: 7, led: 0)
  }

  @Test func whatIsWrongWithAUnitIsToldAsEver() async throws {
    var files = Self.units(7) { _ in "#include \"two.h\"\n" }
    files["u4.c", default: ""] += "int broken(void) { return undeclared + ; }\n"
    files["u6.c", default: ""] += "#include \"missing.h\"\n"
    try await check(files, sites: 7, led: 1, among: ["u4.c"])
    // In what they share.
    files["two.h", default: ""] += "int also_broken(void) { return ; + }\n"
    try await check(files, sites: 7, led: 0, among: ["u9.c"])
  }

  @Test func theMainTextMayHangOnBeingIt() async throws {
    var files = Self.units(6) { _ in "#include \"two.h\"\n" }
    files["u4.c", default: ""] += "int g(void) { return open(__BASE_FILE__, 0); }\n"
    try await check(files, sites: 7, led: 0, among: ["u4.c"])
  }
}

/// The worker, asked directly.
@Suite("A worker parses a unit behind a lead")
struct LedUnitTests {
  private static func arguments(_ unit: UnitResult) -> [String?] { unit.sites.map(\.argument) }

  @Test func theLeadIsParsedAndTheUnitBehindIt() async throws {
    let root = FileManager.default.temporaryDirectory.appending(component: "fdport-led-\(UUID())")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let text = """
      int open(const char *, int, ...);
      int f(void) { return open("/plain", 0); }
      #ifdef LED
      int g(void) { return open(LED, 0); }
      #endif
      #ifdef CRASH
      #pragma clang __debug crash
      #endif

      """
    try Data(text.utf8).write(to: root.appending(path: "a.c"))
    let plain = UnitRequest(
      root: root.path, profile: .fdOnly,
      unit: CompileCommand(
        file: "\(root.path)/a.c", directory: root.path, arguments: ["cc", "-c", "a.c"]))
    func led(_ text: String, bridge: String = "") -> UnitRequest {
      plain.led(
        by: UnitLead(
          UnitLead.Beginning(text: text, arguments: plain.unit.analysisArguments), bridge: bridge))
    }
    let requests = [
      plain, led("#define LED \"/lead\"\n"),
      led("#define LED \"/lead\"\n", bridge: "#undef LED\n#define LED \"/bridge\"\n"),
      // Whatever stands in the way, it is parsed as a whole then.
      led("#include \"missing.h\"\n#define LED \"/missing\"\n"),
      led("#define LED \"/crash\"\n", bridge: "#define CRASH\n"),
      led("#define LED \"/lead\"\n"),
    ]
    let results = Mutex([UnitResult?](repeating: nil, count: requests.count))
    let queue = WorkQueue<Crew.Piece>()
    for (number, request) in requests.enumerated() { queue.add(.unit(number, request)) }
    queue.close()
    try await Crew(worker: .audit, width: 1, patience: 60).work(on: queue) { number, outcome in
      results.withLock { $0[number] = outcome.result }
    }
    let found = results.withLock { $0.compactMap { $0 } }
    #expect(found.count == requests.count && found.allSatisfy { $0.standing == .analysed })
    #expect(
      found.map(Self.arguments) == [
        ["\"/plain\""], ["\"/plain\"", "\"/lead\""], ["\"/plain\"", "\"/bridge\""], ["\"/plain\""],
        ["\"/plain\""], ["\"/plain\"", "\"/lead\""],
      ])
    #expect(found[3] == found[0])
  }
}
