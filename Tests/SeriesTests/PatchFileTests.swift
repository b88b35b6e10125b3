import Series
import Testing

@Suite struct PatchFileTests {
  static let body = PatchBody(
    bytes: Array(
      """
      diff --git a/x b/x
      index \(String(repeating: "a", count: 40))..\(String(repeating: "b", count: 40)) 100644
      --- a/x
      +++ b/x
      @@ -1 +1 @@
      -a
      +From: b

      """.utf8))

  static func header(
    subject: String = "lua: guard fopen()", from: String = "A Porter <p@example.org>",
    paragraphs: [String] = ["Why."], trailers: [PatchHeader.Trailer] = [.init("Forwarded", "no")]
  ) throws -> PatchHeader {
    try PatchHeader(
      subject: subject, from: from, date: "Thu, 1 Jan 1970 00:00:00 +0000",
      paragraphs: paragraphs, trailers: trailers)
  }

  @Test func printsAsGitDoes() throws {
    let header = try Self.header(
      paragraphs: [String(repeating: "word ", count: 20)],
      trailers: [.init("Upstream-Status", "Pending"), .init("Intent-Id", "0123")])
    let text = PatchFile(name: "0001-x.patch", header: header, body: Self.body).text.text
    #expect(
      text == """
        From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
        From: A Porter <p@example.org>
        Date: Thu, 1 Jan 1970 00:00:00 +0000
        Subject: [PATCH] lua: guard fopen()

        word word word word word word word word word word word word word word
        word word word word word word

        Upstream-Status: Pending
        Intent-Id: 0123
        ---

        """ + Self.body.text)
  }

  /// parse(print(x)) is x, for headers of random words, lists and lengths.
  @Test(arguments: [UInt64](1...200))
  func readsBackWhatItPrints(seed: UInt64) throws {
    var random = RandomWords(seed: seed)
    let file = PatchFile(
      name: "p.patch",
      header: try Self.header(
        subject: random.text(words: 1...8), paragraphs: random.paragraphs(),
        trailers: (0..<Int.random(in: 1...4, using: &random)).map {
          .init("Name-\($0)", random.text(words: 1...30))
        }),
      body: Self.body)
    #expect(try PatchFile(parsing: file.text) == file, "seed \(seed)")
    #expect(file.text == file.text)
  }

  @Test func readsWhatGitFormatPatchWrites() throws {
    let text = """
      From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
      From: A Porter <p@example.org>
      Date: Thu, 1 Jan 1970 00:00:00 +0000
      Subject: [PATCH 2/3] a subject that is so long that git has put a line
       break
      MIME-Version: 1.0
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: 8bit

      Text.

      Signed-off-by: A Porter <p@example.org>
      ---
       x | 2 +-
       1 file changed, 1 insertion(+), 1 deletion(-)

      \(Self.body.text)--\u{20}
      2.39.5


      """
    let file = try PatchFile(parsing: PatchText(name: "p", text: text))
    #expect(file.header.subject == "a subject that is so long that git has put a line break")
    #expect(file.header.paragraphs == ["Text."])
    #expect(file.header.values(of: "Signed-off-by") == ["A Porter <p@example.org>"])
    #expect(file.body == Self.body)
  }

  @Test(arguments: [
    "", " x", "a\nb", "[x] y", "Re: x", String(repeating: "x", count: 73), "a  b",
  ])
  func refusesSubjects(subject: String) {
    #expect(throws: SeriesError.self) { try Self.header(subject: subject) }
  }

  @Test(arguments: [
    "---", "diff --git a/x b/x", "Index: x", "--- a/x", "From someone", "Subject: other",
    "a\u{1b}b",
    "a\n\nb", "",
  ])
  func refusesParagraphsThatEndTheMessage(paragraph: String) {
    #expect(throws: SeriesError.self) { try Self.header(paragraphs: [paragraph]) }
  }

  @Test func refusesWhatWouldChangePlaces() {
    #expect(throws: SeriesError.self) {
      try Self.header(paragraphs: ["Looks-Like: a trailer"], trailers: [])
    }
    #expect(throws: SeriesError.self) { try Self.header(trailers: [.init("Index", "x")]) }
    #expect(throws: SeriesError.self) { try Self.header(trailers: [.init("A", "x\nB: y")]) }
    #expect(throws: SeriesError.self) { try Self.header(from: "nobody") }
  }

  @Test(arguments: [
    ("Subject: x\n\n---\n", 1), ("From: a\nFrom: b\n\n---\n", 2), ("From: a\nno colon\n---\n", 2),
    ("From: =?UTF-8?q?x?= <a@b>\n\n---\n", 1), ("From: a\r\n\n---\n", 1),
  ])
  func refusesHeadersWithTheLine(head: String, line: Int) {
    let error = #expect(throws: SeriesError.self) {
      try PatchFile(parsing: PatchText(name: "p", text: head + Self.body.text))
    }
    guard case .malformedPatch("p", line, _) = error else {
      Issue.record("\(head): \(String(describing: error))")
      return
    }
  }
}
