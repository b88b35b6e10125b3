import Preprocessing
import Testing

@Suite("What of a text is compiled")
struct PreprocessorTests {
  /// The compiler's own preprocessor decides.
  @Test func randomTextsAreFollowedAsTheCompilerDoes() async throws {
    var decided = 0
    var compiled = 0
    for seed in 1...150 {
      var random = RandomText(seed: UInt64(seed))
      let texts = MemoryTexts(random.texts())
      let expected = try await texts.marksOfCompiler()
      guard let marks = texts.marks() else { continue }
      // What the compiler refuses, as a division by zero, is nothing to agree on.
      guard let expected else { continue }
      #expect(marks == expected, "seed \(seed)")
      decided += 1
      compiled += marks.count
    }
    // Undecided are divisions by zero, wrong counts of arguments, and what `##` has nothing for.
    #expect(decided > 60 && compiled > 500, "\(decided) texts, \(compiled) marks")
  }

  private func marks(
    _ main: String, _ headers: [(name: String, text: String)] = [],
    answers: CompilerAnswers = CompilerAnswers()
  ) -> [Int32]? {
    MemoryTexts([("main.c", main)] + headers).marks(answers: answers)
  }

  @Test func aHeaderUnderOtherMacrosIsRunAgain() {
    let header = """
      #ifdef WIDE
      mark_1
      #define NARROW 1
      #else
      mark_2
      #endif

      """
    let twice = "#include \"h.h\"\n#define WIDE\n#include \"h.h\"\n#ifdef NARROW\nmark_3\n#endif\n"
    #expect(marks(twice, [("h.h", header)]) == [1, 2, 3])
    #expect(marks("#include \"h.h\"\n#include \"h.h\"\n", [("h.h", header)]) == [2])
  }

  @Test func whatAnInclusionChangedHoldsWhenItIsNotRunAgain() {
    // The second time, h.h is known, and so is what it looked at in g.h.
    let texts = [
      ("h.h", "#undef A\n#include \"g.h\"\n#ifdef A\nmark_1\n#endif\n"),
      ("g.h", "#ifdef B\n#define A\n#endif\n"),
    ]
    #expect(marks("#define B\n#include \"h.h\"\n#include \"h.h\"\n", texts) == [1])
    #expect(marks("#include \"h.h\"\n#define B\n#include \"h.h\"\n", texts) == [1])
    #expect(marks("#define A\n#include \"h.h\"\n#include \"h.h\"\n", texts) == [])
  }

  @Test func whatCannotBeDecidedIsSaid() {
    #expect(marks("#include \"missing.h\"\nmark_1\n") == nil)
    #expect(marks("#if 1 / 0\n#endif\nmark_1\n") == nil)
    #expect(marks("#if __LINE__ + (\n#endif\nmark_1\n") == nil)
    #expect(marks("#if 1\nmark_1\n") == nil)
    #expect(marks("#include \"main.c\"\n") == nil)
    #expect(marks("#define A B C\n#include A\n") == nil)
    #expect(marks("#pragma push_macro(\"A\")\nmark_1\n") == nil)
    // Where it is skipped, nothing hangs on it.
    #expect(marks("#if 0\n#include \"missing.h\"\n#if 1 / 0\n#endif\n#endif\nmark_1\n") == [1])
  }

  @Test func computedInclusionsAreFollowed() {
    let main = "#define NAME \"h.h\"\n#define MORE NAME\n#include MORE\n"
    #expect(marks(main, [("h.h", "mark_1\n")]) == [1])
  }

  @Test func theCompilerIsAskedForWhatOnlyItKnows() throws {
    let main = """
      #ifdef __has_builtin
      #if __has_builtin(__builtin_trap)
      mark_1
      #else
      mark_2
      #endif
      #endif
      #if defined __has_include && __has_include("h.h") && !__has_include(<missing.h>)
      mark_3
      #endif

      """
    let texts = MemoryTexts([("main.c", main), ("h.h", "")])
    var answers = CompilerAnswers()
    answers.names = ["__has_builtin", "__has_include"]
    let preprocessor = Preprocessor(
      library: texts, spellings: texts.spellings, definitions: texts.definitions)
    let unit = PreprocessedUnit(main: 0, search: 0, preamble: [], included: [])
    _ = try preprocessor.marks(of: unit, answers: answers)
    #expect(preprocessor.questions == ["__has_builtin(__builtin_trap)"])
    answers.values["__has_builtin(__builtin_trap)"] = 1
    #expect(try preprocessor.marks(of: unit, answers: answers).marks == [1, 3])
    #expect(preprocessor.questions.isEmpty)
    answers.values["__has_builtin(__builtin_trap)"] = 0
    #expect(try preprocessor.marks(of: unit, answers: answers).marks == [2, 3])
  }
}
