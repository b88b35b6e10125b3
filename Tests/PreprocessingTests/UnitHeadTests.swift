import Lexing
import Preprocessing
import Testing

/// Whether what follows a unit's first directives is the same wherever they are taken from.
@Suite("What a unit begins with")
struct UnitHeadTests {
  private static let headers = [
    ("a.h", "#ifndef A_H\n#define A_H\n#include \"c.h\"\nint a;\n#endif\n"),
    (
      "b.h",
      "#ifndef B_H\n#define B_H\n#include \"c.h\"\n#ifdef A_H\n#define BOTH\n#endif\n#endif\n"
    ),
    ("c.h", "#ifndef C_H\n#define C_H\n#ifdef WIDE\nlong c;\n#else\nint c;\n#endif\n#endif\n"),
    ("d.h", "#pragma once\nint d;\n"),
    ("plain.h", "int plain;\n"),
  ]

  /// The compiler's own preprocessor decides.
  @Test func whatFollowsIsTheSameBehindRandomLeads() async throws {
    var same = 0
    var others = 0
    for seed in 1...1500 {
      var random = RandomText(seed: UInt64(seed))
      let (texts, lead) = random.ledTexts()
      guard let run = try? Self.run(of: texts, behind: lead) else { continue }
      guard run.isSame else {
        others += 1
        continue
      }
      let lines = lead.map { $0.hasSuffix(".h") ? "#include \"\($0)\"\n" : $0 }.joined()
      let memory = MemoryTexts(texts)
      guard let plain = try await memory.allMarksOfCompiler() else { continue }
      #expect(try await memory.allMarksOfCompiler(behind: lines) == plain, "seed \(seed)")
      same += 1
    }
    #expect(same > 40 && others > 100, "\(same) the same, \(others) not")
  }

  private struct Run {
    let head: UnitHead
    /// Whether what follows is the same behind the lead.
    let isSame: Bool
    /// The names of the texts of which something is compiled.
    let texts: Set<String>
  }

  /// `lead` are names of headers, and lines.
  private static func run(_ main: String, behind lead: [String] = []) throws -> Run {
    try run(of: [("main.c", main)] + headers, behind: lead)
  }

  private static func run(
    of texts: [(name: String, text: String)], behind lead: [String]
  ) throws -> Run {
    let texts = MemoryTexts(texts)
    let preprocessor = Preprocessor(
      library: texts, spellings: texts.spellings, definitions: texts.definitions)
    let unit = PreprocessedUnit(main: 0, search: 0, preamble: [], included: [])
    let steps: [LeadStep] = lead.map { step in
      texts.names.firstIndex(of: step).map { .include(InclusionPlace(text: $0, directory: nil)) }
        ?? .text(texts.prepare(step))
    }
    // States can be compared within one run of the preprocessor only.
    let plain = try preprocessor.marks(of: unit, answers: CompilerAnswers()).head
    let led = try preprocessor.head(
      of: unit, behind: steps, answers: CompilerAnswers())
    return Run(
      head: plain, isSame: plain.state == led.state,
      texts: Set(plain.texts.map { texts.names[$0] }))
  }

  @Test func nothingOfItIsCompiledTwice() throws {
    let main = "#include \"a.h\"\n#include \"d.h\"\n#include \"b.h\"\nint code;\n"
    for lead in [[], ["a.h"], ["c.h"], ["a.h", "d.h"], ["a.h", "b.h", "d.h"], ["d.h", "c.h"]] {
      let run = try Self.run(main, behind: lead)
      #expect(run.isSame, "\(lead)")
      #expect(run.texts == ["a.h", "b.h", "c.h", "d.h"])
    }
  }

  @Test func whatIsCompiledOtherwiseIsSeen() throws {
    // b.h looks whether a.h was there.
    #expect(
      try !Self.run("#include \"b.h\"\n#include \"a.h\"\nint code;\n", behind: ["a.h"]).isSame)
    // What the unit defines before decides what c.h declares.
    let wide = "#define WIDE\n#include \"c.h\"\nint code;\n"
    #expect(try !Self.run(wide, behind: ["c.h"]).isSame)
    #expect(try Self.run(wide, behind: ["#define WIDE\n", "c.h"]).isSame)
    // What the unit does not include.
    #expect(try !Self.run("#include \"a.h\"\nint code;\n", behind: ["a.h", "d.h"]).isSame)
    // What is compiled as often as it is included.
    #expect(try !Self.run("#include \"plain.h\"\nint code;\n", behind: ["plain.h"]).isSame)
    // A macro that is left otherwise.
    #expect(
      try !Self.run("#include \"a.h\"\nint code;\n", behind: ["#define LEFT\n", "a.h"]).isSame)
    #expect(
      try Self.run(
        "#define B 1\n#include \"a.h\"\n#undef B\nint code;\n", behind: ["#define B 2\n", "a.h"]
      ).isSame)
  }

  @Test func endsWithTheFirstCode() throws {
    let run = try Self.run(
      "/* A */\n#define ONE // two\n#include \"d.h\"\nint code;\n#include \"a.h\"\n")
    #expect(run.texts == ["d.h"] && run.head.steps.count == 2)
    // What comes later is not asked of it.
    #expect(
      try !Self.run("#include \"d.h\"\nint code;\n#include \"a.h\"\n", behind: ["a.h"]).isSame)
    // Code that is not compiled ends it, too; so does a pragma.
    #expect(try Self.run("#if 0\nint x;\n#endif\n#include \"a.h\"\n").texts == [])
    #expect(try Self.run("#pragma pack(1)\n#include \"a.h\"\n").texts == [])
    #expect(try Self.run("#ifdef X\n#error no\n#endif\n#include \"d.h\"\n").texts == ["d.h"])
  }
}
