import Foundation
import Runtime
import Testing
import Randomness

/// Mutated grants files: the reader never crashes or hangs, and every refusal names a place.
@Suite struct GrantsFuzzTests {
  private static let corpus = [
    """
    program: { path: ./lua, follow: true }
    arguments: [lua, /dev/fd/3/main.lua, 7]
    environment: { B: x, A: "" }
    listen-fds: true
    descriptors:
      0: null
      1: !stdout inherit
      3: !dir { path: ./scripts, rights: [read, list] }
      out: !dir { path: ./out, rights: read-write }
      5: !file { path: x.txt, rights: write, create: true, truncate: true, follow: true }
      log: !log { path: y, create: true, fd: 12 }
      in: !dir ./in
      e: !socket { listen: "unix:./s", type: seqpacket, mode: 0660, reuse: true }

    """,
    """
    program: x
    argument-fd: 40
    argument:
      data: !dir in
      servers:
        - !socket { listen: "127.0.0.1:80", backlog: 5 }
        - name: second
          socket: !socket { connect: "[::1]:70", fd: 9 }
      text: "a\\n\\u1234" # comment
      block: |
        * not an alias
      numbers: [1, -2.5e3, 0x1f, .5, ~, true, !!str 7]
      p: [!pipe { name: a, end: read }, !pipe { name: a, end: write }]
      m: !memory { contents: abc, size: 10 }

    """,
  ]

  private static let pieces = [
    "&a ", "*a", "!dir ", "!file", "!", "!!int ", "? ", ": ", "- ", "[", "]", "{", "}", ",", "\"",
    "'",
    "\\", "\n", "\t", "#", "|", ">", "%YAML 1.1\n", "---\n", "...\n", "\u{0}", "\u{85}", "\u{feff}",
    "\u{1F600}", "-1", "99999999999999999999", "1e999", ".nan", "null", "rights: ", "fd: 3",
    "fd: 5000",
    "0", "<<: ", "!<tag:x> ", "\r",
  ]

  private func mutated(_ text: String, with random: inout SeededGenerator) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0...characters.count, using: &random)
      let end = min(characters.count, at + Int.random(in: 0...6, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: characters.removeSubrange(at..<end)
      case 1:
        characters.insert(
          contentsOf: characters[at..<end], at: Int.random(in: 0...at, using: &random))
      case 2:
        let piece = Self.pieces.randomElement(using: &random) ?? ""
        characters.replaceSubrange(at..<end, with: Array(piece))
      default:
        let lines = String(characters).split(separator: "\n", omittingEmptySubsequences: false)
        characters = Array(lines.shuffled(using: &random).joined(separator: "\n"))
      }
    }
    return String(characters)
  }

  @Test("Mutated files are read or refused with their place", arguments: [1, 2, 3, 4])
  func reader(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var read = 0
    var refused = 0
    let start = ContinuousClock.now
    var rounds = 0
    // A quarter of the time each: the seeds run one after another on a loaded machine.
    while rounds < 2500 || ContinuousClock.now - start < .seconds(Fuzzing.seconds / 4) {
      rounds += 1
      let text = mutated(Self.corpus[Int.random(in: 0...1, using: &random)], with: &random)
      do throws(RuntimeError) {
        let grants = try GrantsReader(file: "g.yaml").parse(text)
        read += 1
        try check(grants, text)
      } catch {
        refused += 1
        switch error {
        case .grant(let place, let reason):
          #expect(place.line > 0 && place.column > 0 && !reason.isEmpty, "\(error) in \(text)")
        case .grantsFile(let path, let reason):
          // The kinds that are about the whole file have no line.
          let isWhole = ["is empty", "not YAML: control characters", "is larger"].contains {
            reason.hasPrefix($0)
          }
          #expect(isWhole || path.wholeMatch(of: /g\.yaml:\d+:\d+/) != nil, "\(error) in \(text)")
        default: Issue.record("\(error) in \(text)")
        }
      }
    }
    // Both sides of the reader were met.
    #expect(read > 100 && refused > 500, "\(read) read, \(refused) refused")
    #expect(ContinuousClock.now - start < .seconds(60 + Fuzzing.seconds))
  }

  /// What was read is sound: numbers are distinct and in range, and the document is JSON.
  private func check(_ grants: Grants, _ text: String) throws(RuntimeError) {
    var numbers = grants.descriptors.map(\.number)
    if let argument = grants.argument {
      numbers.append(argument.number)
      let json = argument.json(descriptors: grants.descriptors)
      let value = try? JSONSerialization.jsonObject(with: Data(json.utf8))
      #expect(value != nil, "\(json) from \(text)")
    }
    #expect(Set(numbers).count == numbers.count, "\(text)")
    #expect(numbers.allSatisfy { (0...1023).contains($0) }, "\(text)")
    let strings = grants.arguments + grants.environment
    #expect(strings.allSatisfy { !$0.utf8.contains(0) }, "\(text)")
  }
}
