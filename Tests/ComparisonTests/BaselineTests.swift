import Catalogue
import Comparison
import Findings
import Testing

@Suite("The file of what is known")
struct BaselineTests {
  private static let record = AuditRecord(
    report(
      [
        finding(file: "b.c", fingerprint: "2"),
        finding(file: "#odd\tname\n\\.c", line: 2, in: nil, fingerprint: "1", level: .noted),
        finding(file: "a.c", fingerprint: "3", state: .guarded),
      ], failed: ["gone.c"]), line: { "  \($0.function) (\tx, \u{1B}[2J )" })

  private func parse(_ text: String, _ profile: Profile = .fdOnly) throws -> Baseline {
    try Baseline(parsing: text, file: "k.tsv", profile: profile)
  }

  @Test func oneLineAFindingSortedAndReadable() throws {
    let lines = Baseline(profile: .fdOnly, record: Self.record).text.split(separator: "\n")
    #expect(lines.first == "# fdport baseline 1")
    #expect(lines.contains("# profile fd-only"))
    let rest = lines.drop { $0.hasPrefix("#") }
    #expect(
      Array(rest) == [
        "\\#odd\\tname\\n\\\\.c\t\tnoted\tcall\topen\t1\topen ( x, [2J )",
        "b.c\tf\tforbidden\tcall\topen\t2\topen ( x, [2J )",
        "gone.c\t\tunanalysed",
      ])
  }

  @Test func whatIsWrittenReadsBack() throws {
    let baseline = Baseline(profile: .wasi, record: Self.record)
    let back = try parse(baseline.text, .wasi)
    #expect(Set(back.record.findings) == Set(Self.record.findings))
    #expect(back.record.unanalysed == ["gone.c"])
    #expect(back.text == baseline.text)
  }

  @Test func orderEmptyLinesAndLineEndsDoNotMatter() throws {
    let text = Baseline(profile: .fdOnly, record: Self.record).text
    var lines = text.split(separator: "\n").map(String.init)
    lines[4...].reverse()
    let back = try parse(lines.joined(separator: "\r\n\r\n"))
    #expect(back.text == text)
  }

  @Test(arguments: [
    ("", 1, "no baseline"), ("{}", 1, "no baseline"), ("# fdport baseline 2\n", 1, "later"),
    ("# fdport baseline 1\n<<<<<<< HEAD\n", 2, "7 fields"),
    ("# fdport baseline 1\n\na\tb\tmild\tcall\topen\t1\tx", 3, "'mild'"),
    ("# fdport baseline 1\na\tb\tnoted\tdance\topen\t1\tx", 2, "'dance'"),
    ("# fdport baseline 1\na\\q\tb\tnoted\tcall\topen\t1\tx", 2, "backslash"),
  ])
  func mistakesNameTheirLine(text: String, line: Int, reason: String) {
    let error = #expect(throws: BaselineError.self) { try parse(text) }
    #expect(error?.description.hasPrefix("k.tsv:\(line): ") == true)
    #expect(error?.description.contains(reason) == true)
    #expect(error?.description.contains("help: ") == true)
  }

  @Test func anotherProfileIsRefused() {
    let text = Baseline(profile: .wasi, record: Self.record).text
    #expect(throws: BaselineError.otherProfile(file: "k.tsv", profile: "wasi", asked: "fd-only")) {
      try parse(text)
    }
  }
}
