import Testing

@testable import Port

@Suite struct GuardTests {
  /// Every guard with its sites missing: the golden files are read by people when they change.
  @Test(arguments: PortFixture.all)
  func guardsHaveTheExpectedText(_ fixture: PortFixture) throws {
    let files = try fixture.files()
    let result = try fixture.port(files)
    #expect(result.leftovers.isEmpty)
    for stage in result.stages {
      for (file, bytes) in stage.files.sorted(by: { $0.key < $1.key }) {
        try fixture.expectGolden(bytes, "\(stage.name)-\(file)")
      }
    }
    #expect(result.stages.last?.isDescend == true)
  }

  @Test func lineBreaksAndAMissingLastOneAreKept() throws {
    let fixture = PortFixture.absent
    let plain = try fixture.files()
    let ported = try #require(try fixture.port(plain).stages.last?.files["input.c"])
    func withCRLF(_ bytes: [UInt8]) -> [UInt8] {
      bytes.flatMap { $0 == 10 ? [13, 10] : [$0] }
    }
    let crlf = try fixture.port(plain.mapValues(withCRLF))
    #expect(crlf.stages.last?.files["input.c"] == withCRLF(ported))

    let text = "#include <stdio.h>\n#include <errno.h>\n#define run(c) system(c)\nint x;"
    let unended = "\(text.dropLast("\nint x;".count))"
    let use = "int f(void) { return run(\"x\"); }\n"
    let files = try fixture.files().filter { $0.key == "config.h" }
      .merging(["a.h": Array(unended.utf8), "b.c": Array(use.utf8)]) { $1 }
    let result = try fixture.port(files)
    let header = try #require(result.stages.last?.files["a.h"])
    #expect(
      String(decoding: header, as: UTF8.self) == """
        #include <stdio.h>
        #include <errno.h>
        #if !defined(APP_NO_SYSTEM)
        #define run(c) system(c)
        #else
        #define run(c) ((c) == NULL ? 0 : (errno = ENOSYS, -1))
        #endif
        """)
  }

  @Test func eachPatchGuardsItsOwnFunctionsOnly() throws {
    let result = try PortFixture.absent.port(PortFixture.absent.files())
    #expect(result.stages.map(\.name) == ["no-stdio", "no-names", "no-system", "descend"])
    let first = try #require(result.stages.first)
    let text = String(decoding: try #require(first.files["input.c"]), as: UTF8.self)
    #expect(text.contains("APP_NO_FOPEN"))
    #expect(!text.contains("APP_NO_REMOVE"))
    #expect(!text.contains("descend"))
    let intent = PortIntent(
      rule: .lineGuard, function: "remove", file: "input.c", enclosing: "both", count: 3)
    #expect(result.stages[1].intents.contains(intent))
  }
}
