import Catalogue
import Comparison
import Findings
import Testing

/// Makes findings of `level` and `standing` with few words.
func finding(
  _ function: String = "open", file: String = "a.c", line: Int = 1, in enclosing: String? = "f",
  fingerprint: String, level: Level = .forbidden, state: Finding.State = .active,
  suppression: Suppression? = nil
) -> Finding {
  Finding(
    function: function, linkName: function, kind: .call, level: level, authority: .fileRead,
    file: file, line: line, column: 1, enclosing: enclosing, conditions: [], replacement: nil,
    fingerprint: fingerprint, state: state, suppression: suppression)
}

func report(_ findings: [Finding], failed: [String] = []) -> AuditReport {
  AuditReport(
    tool: AuditReport.Tool(name: "fdport", version: "1", catalogue: "c"),
    target: AuditReport.Target(name: "t", version: nil), profile: .fdOnly,
    units: AuditReport.Units(
      total: 1, analysed: 1, skipped: [],
      failed: failed.map { AuditReport.UnitNote(file: $0, reason: "broken") }),
    findings: findings)
}

@Suite("One audit against another")
struct ComparisonTests {
  /// The line of a finding is its function's name with a call around.
  private static func line(_ finding: Finding) -> String { "\t\(finding.function)(\"x\"  );" }

  private func compare(_ current: AuditReport, _ known: AuditReport) -> Comparison {
    Comparison(
      of: current, with: AuditRecord(known, line: Self.line), origin: "o", line: Self.line)
  }

  @Test func theSameTwiceIsUnchanged() {
    let one = report([finding(fingerprint: "1"), finding("stat", line: 2, fingerprint: "2")])
    let result = compare(one, one)
    #expect(result.statuses == [.unchanged, .unchanged])
    #expect(result.gone.isEmpty)
  }

  @Test func whatCameIsNewAndWhatWentIsGone() {
    let result = compare(
      report([finding("stat", in: "g", fingerprint: "2")]), report([finding(fingerprint: "1")]))
    #expect(result.statuses == [.new(edited: nil)])
    #expect(result.gone.map(\.function) == ["open"])
    #expect(result.newCount == 1 && result.movedCount == 0 && result.unchangedCount == 0)
  }

  @Test(arguments: [("b.c", "f"), ("a.c", "g"), ("sub/a.c", "f"), ("b.c", "g")])
  func whatStandsElsewhereHasMoved(file: String, enclosing: String) {
    let known = finding(fingerprint: "1")
    let result = compare(
      report([finding(file: file, in: enclosing, fingerprint: "2")]), report([known]))
    #expect(result.statuses == [.moved(from: KnownFinding(known, line: Self.line(known)))])
    #expect(result.gone.isEmpty)
  }

  /// Another fdport may make fingerprints in another way; a baseline is not lost by that.
  @Test func fingerprintsMayAllChange() {
    let result = compare(
      report([finding(fingerprint: "n1"), finding(line: 9, fingerprint: "n2")]),
      report([finding(fingerprint: "1"), finding(line: 9, fingerprint: "2")]))
    #expect(result.statuses == [.unchanged, .unchanged])
  }

  @Test func anEditedCallIsNewAndNamesTheOneThatWent() {
    let known = finding(fingerprint: "1")
    let result = Comparison(
      of: report([finding(fingerprint: "2")]), with: AuditRecord(report([known]), line: Self.line),
      origin: "o", line: { _ in "open(\"/etc/passwd\");" })
    #expect(result.statuses == [.new(edited: KnownFinding(known, line: Self.line(known)))])
    #expect(result.gone.count == 1)
  }

  @Test func whatLostItsGuardOrItsSuppressionIsNew() {
    let suppression = Suppression(reason: "r", file: "a.c", line: 1)
    for known in [
      finding(fingerprint: "1", state: .guarded),
      finding(fingerprint: "1", suppression: suppression),
      finding(fingerprint: "1", level: .noted),
    ] {
      let result = compare(report([finding(fingerprint: "1")]), report([known]))
      #expect(result.newCount == 1, "\(known.standing)")
      // And the other way round nothing is new but the note.
      let back = compare(report([known]), report([finding(fingerprint: "1")]))
      #expect(back.newCount == (known.level == .noted ? 1 : 0))
    }
  }

  @Test func unitsThatAreNoLongerAnalysedAreNew() {
    let result = compare(report([], failed: ["a.c", "b.c"]), report([], failed: ["a.c"]))
    #expect(result.newUnanalysed.map(\.file) == ["b.c"])
  }

  /// However calls are moved about and copied: what is more than before is new, and all is accounted for.
  @Test(arguments: 0..<200)
  func noMoveHidesACall(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func some() -> [Finding] {
      (0..<Int.random(in: 0...8, using: &generator)).map { index in
        finding(
          ["open", "stat"].randomElement(using: &generator) ?? "",
          file: ["a.c", "b.c", "d/a.c"].randomElement(using: &generator) ?? "", line: index,
          in: ["f", "g", nil].randomElement(using: &generator) ?? nil,
          fingerprint: ["1", "2", "3", "4"].randomElement(using: &generator) ?? "")
      }
    }
    let current = some()
    let known = some()
    let result = compare(report(current), report(known))
    #expect(result.newCount - result.gone.count == current.count - known.count)
    #expect(result.newCount + result.movedCount + result.unchangedCount == current.count)
    for function in ["open", "stat"] {
      let more =
        current.count { $0.function == function } - known.count { $0.function == function }
      let new = zip(report(current).findings, result.statuses).count {
        $0.function == function && $1?.isNew == true
      }
      #expect(new >= more)
      // The text of all calls of a function is the same here, so that every one is known again.
      #expect(new == max(0, more))
    }
  }
}

/// Numbers that are the same in every run: splitmix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
