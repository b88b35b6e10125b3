import Findings
import Testing

@Suite("Where the parts of a site stand")
struct AnatomyTests {
  private struct Expected {
    let identifier: String
    let call: String?
    let region: String
    var macro: SiteAnatomy.MacroDefinition?
    var isInMacroArgument = false
  }

  private static let table = "static int (*table[])(const char *) = {unlink, rmdir};"

  private static let expected = [
    Expected(identifier: "unlink", call: nil, region: table),
    Expected(identifier: "rmdir", call: nil, region: table),
    Expected(identifier: "open", call: "open(name, 0)", region: "open(name, 0) < 0 && name"),
    Expected(identifier: "access", call: "access(name, 0)", region: "access(name, 0)"),
    Expected(
      identifier: "open", call: "open(name, 1)", region: "int fd = open(name, 1), other = 0;"),
    Expected(identifier: "unlink", call: "unlink(name)", region: "unlink(name)"),
    Expected(identifier: "open", call: "open(name, 2)", region: "fd = open(name, 2)"),
    Expected(identifier: "open", call: "(open)(name, 3)", region: "other += (open)(name, 3)"),
    Expected(identifier: "stdin", call: nil, region: "*out = stdin"),
    Expected(
      identifier: "rmdir", call: "rmdir(name)", region: "assert(rmdir(name) == 0)",
      isInMacroArgument: true),
    Expected(
      identifier: "chdir", call: "SAME(chdir)(name)", region: "fd = SAME(chdir)(name)",
      isInMacroArgument: true),
    Expected(
      identifier: "link", call: "link(name, name)", region: "SAME(link(name, name);)",
      isInMacroArgument: true),
    Expected(
      identifier: "stdout", call: nil, region: "#define OUT stdout",
      macro: .init(name: "OUT", parameters: nil, body: "stdout")),
    Expected(
      identifier: "open", call: nil,
      region: """
        #define OPEN_READ(path, /* how */ flags) \\
          open((path), \\
               O_RDONLY | (flags)) /* trailing */
        """,
      macro: .init(
        name: "OPEN_READ", parameters: ["path", "flags"],
        body: "open((path), O_RDONLY | (flags))")),
  ]

  @Test func anatomies() async throws {
    let fixture = try AuditFixture("anatomy.c")
    let reply = try AuditFixture.audit(["anatomy.c"])
    #expect(reply.anatomies.count == Self.expected.count)
    for (anatomy, expected) in zip(reply.anatomies, Self.expected) {
      #expect(anatomy.file == "anatomy.c")
      #expect(fixture.text(of: anatomy.identifier) == expected.identifier)
      #expect(anatomy.call.map { fixture.text(of: $0) } == expected.call)
      #expect(fixture.text(of: anatomy.region) == expected.region)
      #expect(anatomy.macro == expected.macro)
      #expect(anatomy.isInMacroArgument == expected.isInMacroArgument)
    }
  }

  @Test func aNameFromTwoMacrosHasTwoAnatomies() async throws {
    let reply = try AuditFixture.audit(["macros.c"])
    let macros = reply.anatomies.compactMap(\.macro?.name)
    #expect(macros == ["OPEN_READ", "REMOVE", "SAY", "SAY_LINE"])
  }
}
