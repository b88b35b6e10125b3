import Compilation
import Foundation
import Testing
import Randomness
import Tools

/// What splits command lines, under random texts.
@Suite("Fuzz: command lines, response files, compile databases")
struct CommandLineFuzzTests {
  private static let pieces = [
    "a", "-DX=1", " ", "  ", "\t", "'", "\"", "\\", "\\\n", "é", "=", "%", "\u{301}", "\\\"",
    "\\\\", "'b c'", "\"d e\"", "@f", ",",
  ]

  /// The words that sh(1) makes of each line; nil where it refuses the line.
  private func shell(_ lines: [String]) async throws -> [[String]?] {
    // Globs are the shell's alone, and so are comments, which no piece begins.
    let script = """
      set -f
      for line do
        (eval "set -- $line"; printf 'ok\\0'; for word do printf '%s\\0' "$word"; done) 2>/dev/null ||
          printf 'no\\0'
        printf '\\001\\0'
      done
      """
    let bytes = try await Tool("sh", ["-c", script, "sh"] + lines).run().standardOutput
    let words = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    return words.split(separator: "\u{1}", omittingEmptySubsequences: false).dropLast().map {
      $0.first == "ok" ? Array($0.dropFirst()) : nil
    }
  }

  @Test func wordsAreThoseOfTheShell() async throws {
    var numbers = SeededNumbers(seed: Fuzzing.seed)
    let end = ContinuousClock.now + .seconds(Fuzzing.seconds)
    repeat {
      let lines = (0..<100).map { _ in
        // A word before it, as a line is never empty.
        "x" + numbers.text(of: Self.pieces, most: 9)
      }
      let answers = try await shell(lines)
      try #require(answers.count == lines.count)
      for (line, words) in zip(lines, answers) { compare(line, words) }
    } while ContinuousClock.now < end
  }

  private func compare(_ line: String, _ words: [String]?) {
    let own = try? ShellWords.split(line)
    // dash takes a backslash at the very end for itself; that is refused here.
    if own == nil && line.hasSuffix("\\") { return }
    // A line break that nothing quotes ends a command for the shell; here it is a blank.
    let isCommand = line.utf8.reversed().split(separator: 0x0A).dropFirst().contains {
      $0.prefix { $0 == 0x5C }.count % 2 == 0
    }
    if isCommand { return }
    #expect(own == words, "\(line.debugDescription)")
  }

  @Test func quotedWordsComeBack() throws {
    try Fuzzing.rounds { (numbers: inout SeededNumbers) throws in
      let words = (0..<5).map { _ in numbers.text(of: Self.pieces + [";", "&&", ">", "$"], most: 6)
      }
      // By scalars: a combining letter makes one character of a quote and itself.
      let single = words.map { word in
        "'" + word.unicodeScalars.map { $0 == "'" ? #"'\''"# : "\($0)" }.joined() + "'"
      }
      let line = single.joined(separator: " ")
      #expect(try ShellWords.split(line) == words)
      #expect(try ShellWords.commands(line) == [words])
      // libiberty's writeargv(3) puts a backslash before all that is special.
      let escaped = words.map { word in
        word.isEmpty
          ? "''"
          : word.unicodeScalars.map { scalar in
            " \t\n\r\\'\"".unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
          }.joined()
      }
      #expect(ResponseFile.words(Array(escaped.joined(separator: "\n").utf8)) == words)
    }
  }

  private static let corpus: [[UInt8]] = {
    let directory = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/compilation")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return names.sorted().compactMap {
      (try? Data(contentsOf: directory.appending(path: $0))).map { Array($0) }
    }
  }()

  @Test(
    "Damaged databases give entries, broken entries or one error, and every argument list is safe")
  func damagedDatabases() throws {
    try #require(Self.corpus.count >= 3)
    Fuzzing.rounds { (numbers: inout SeededNumbers) in
      guard var bytes = Self.corpus.randomElement(using: &numbers) else { return }
      for _ in 0..<Int.random(in: 0...6, using: &numbers) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0...3, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert("{}[],:\"\\'".utf8.randomElement(using: &numbers) ?? 0, at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        }
      }
      guard let database = try? CompilationDatabase(parsing: bytes, path: "/b/db.json") else {
        return
      }
      for command in database.commands {
        let expanded = command.expanded { $0.hasSuffix("f") ? bytes : nil }
        for word in expanded.analysisArguments {
          #expect(!word.contains("\0"))
          #expect(!["-o", "-MD", "-MF", "-Xclang", "--"].contains(word), "\(command.arguments)")
        }
        _ = (expanded.language, expanded.reasonToSkip, expanded.output, expanded.compiler)
        #expect(command.file.hasPrefix("/") && command.directory.hasPrefix("/"))
      }
    }
  }
}
