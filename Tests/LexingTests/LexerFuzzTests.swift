import Findings
import Lexing
import Randomness
import Testing

/// Each lexer under texts that no compiler takes: none stops, all stay inside, and where several read the same
/// thing they agree.
@Suite("Fuzz: lexers")
struct LexerFuzzTests {
  private static let interest: Set<Word> = Set(
    ["open", "stat", "unlink", "chdir", "stdout", "environ"].map { Word($0) })

  private static func text(_ bytes: [UInt8]) -> Comment {
    Comment(rawValue: String(decoding: bytes, as: UTF8.self))
  }

  @Test func directivesLieInOrderInsideTheText() throws {
    try #require(MutatedSources.corpus.count > 40)
    Fuzzing.rounds { (numbers: inout SeededNumbers) in
      let bytes = MutatedSources.next(&numbers)
      let source = SourceText(bytes)
      var end = 0
      for directive in source.directives {
        #expect(end <= directive.range.start, Self.text(bytes))
        #expect(directive.range.start < directive.range.end, Self.text(bytes))
        guard directive.range.end <= bytes.count else {
          Issue.record(Self.text(bytes))
          return
        }
        #expect(bytes[directive.range.start] == UInt8(ascii: "#"), Self.text(bytes))
        #expect(directive.line == source.line(at: directive.range.start), Self.text(bytes))
        end = directive.range.end
      }
      let place = numbers.number(below: bytes.count + 2)
      #expect(source.endOfDeclaration(from: place) >= place)
      #expect(source.endOfInvocation(from: place) >= place)
    }
  }

  @Test func whatTheSummarySaysIsWhereTheOccurrencesAre() {
    Fuzzing.rounds { (numbers: inout SeededNumbers) in
      let bytes = MutatedSources.next(&numbers)
      let summary = TextSummarizer.summary(
        of: bytes, isOfProject: true, interest: Self.interest)
      let words = Set(summary.uses + summary.memberUses)
      let found = TextSummarizer.occurrences(of: words, in: bytes, interest: Self.interest)
      #expect(Set(found.map(\.word)) == words, Self.text(bytes))
      #expect(found.map(\.place) == found.map(\.place).sorted(), Self.text(bytes))
      #expect(found.allSatisfy { 0 <= $0.place && $0.place < bytes.count }, Self.text(bytes))
      let starts = EnclosingNames.starts(around: found.map(\.place), in: bytes)
      for (use, enclosing) in zip(found, starts) {
        #expect(enclosing.allSatisfy { $0 <= use.place }, Self.text(bytes))
      }
      let names = LocalNameReader.locals(
        at: found.map(\.place), in: bytes, names: Self.interest, objects: [],
        spellings: Spellings())
      #expect(names.count == found.count, Self.text(bytes))
    }
  }

  /// The reader of what audits foresee, the one that the preprocessor follows, and the one that reports what
  /// is skipped.
  @Test func threeReadersSeeTheSameDirectives() {
    Fuzzing.rounds { (numbers: inout SeededNumbers) in
      let bytes = MutatedSources.next(&numbers)
      let summary = TextSummarizer.summary(
        of: bytes, isOfProject: true, interest: Self.interest)
      let program = ProgramReader.program(of: bytes, spellings: Spellings())
      guard !summary.isUnreadable, program.isReadable else { return }
      let directives = SourceText(bytes).directives
      // What is not closed, the preprocessor does not follow: the unit is parsed then.
      #expect(
        Set(program.inclusions).isSubset(of: summary.inclusions), Self.text(bytes))
      let conditionals = ["if", "ifdef", "ifndef", "elif", "elifdef", "elifndef", "else", "endif"]
      let kinds: Set<DirectiveProgram.Kind> = [
        .ifdef, .ifndef, .condition, .elifdef, .elifndef, .elseCondition, .otherwise, .end,
      ]
      let places = directives.filter { conditionals.contains($0.name) }.map(\.range.start)
      let followed = program.instructions.filter { kinds.contains($0.kind) }.map {
        Int($0.start)
      }
      #expect(places == followed, Self.text(bytes))
    }
  }
}

/// What the fuzzer found, kept.
@Suite("Lexers agree on what once divided them")
struct FoundTextTests {
  @Test(arguments: [
    ("/* closed *\\\n/\n#if A\n#endif\n", 2), ("/* closed *\\\n\\\n/\n#if A\n#endif\n", 2),
    ("#\\ \t\nif A\n#endif\n", 2), ("#\u{0}if A\n#endif\n", 2),
    ("#include </*name.h>\n#if A\n#endif\n", 2), ("\\#if A\n", 0),
    ("\u{FEFF}#if A\n#endif\n", 2), ("/* open *\\\n#if A\n", 0),
  ])
  func conditionals(_ text: String, _ count: Int) {
    let bytes = Array(text.utf8)
    let directives = SourceText(bytes).directives.filter { ["if", "endif"].contains($0.name) }
    #expect(directives.count == count)
    let program = ProgramReader.program(of: bytes, spellings: Spellings())
    let places = program.instructions.filter { [.condition, .end].contains($0.kind) }
    #expect(places.map { Int($0.start) } == directives.map(\.range.start))
  }
}
