import Foundation
import Git
import Series
import Testing
import Tools

/// What fdport writes is taken by git itself, and means the same to it.
@Suite struct GitAcceptanceTests {
  @Test func gitAmTakesAPrintedSeries() async throws {
    let scratch = try ScratchRepository()
    let base = [
      SourceFile(path: "src/l.c", bytes: Array("int a;\nint b;\nint c;".utf8)),
      SourceFile(path: "gone.c", bytes: Array("x\n".utf8)),
      SourceFile(path: "caf\u{e9} 1.c", bytes: [0xe9, 10]),
    ]
    try scratch.write(base)
    _ = try await scratch.commit()
    let new = [
      SourceFile(
        path: "src/l.c", bytes: Array("int a;\nint B;\nint c;\n".utf8), isExecutable: true),
      SourceFile(path: "new.c", bytes: []),
      SourceFile(path: "caf\u{e9} 1.c", bytes: [0xe8, 10]),
    ]
    let patch = PatchFile(
      name: PatchFile.fileName(number: 1, subject: "lua: guard fopen() when it is missing"),
      header: try header(), body: try DiffOperation.body(from: base, to: new))
    #expect(patch.name == "0001-lua-guard-fopen-when-it-is-missing.patch")
    let path = try scratch.write(patch.text)
    try await scratch.git(["am", "-q", path])
    let tree = try await scratch.git(["rev-parse", "HEAD^{tree}"])
    #expect(tree == (try MemoryRepository().treeID(of: new).hex + "\n"))
    let message = try await scratch.git(["log", "-1", "--format=%s|%an|%ae|%ad|%B"])
    let text = patch.text.text
    let body = try #require(text.range(of: "\n\n")).upperBound
    let end = try #require(text.range(of: "---\ndiff")).lowerBound
    #expect(
      message.hasPrefix(
        "lua: guard fopen() when it is missing|A Porter|porter@example.org|Thu Jan 1 00:00:00 1970 +0000|"
      ))
    #expect(message.hasSuffix("\n\n" + text[body..<end] + "\n"))
  }

  /// git-diff and fdport print the same bytes for the same trees.
  @Test(arguments: [UInt64](1...6))
  func gitDiffPrintsTheSame(seed: UInt64) async throws {
    var random = RandomTree(seed: seed)
    let old = random.files()
    let new = random.change(old)
    let scratch = try ScratchRepository()
    try scratch.write(old)
    _ = try await scratch.commit()
    try scratch.removeFiles()
    try scratch.write(new)
    try await scratch.git(["add", "-A"])
    let theirs = try await scratch.output([
      "diff", "--cached", "--full-index", "--no-renames", "--text", "HEAD",
    ])
    let ours = try DiffOperation.body(from: old, to: new)
    #expect(ours.bytes == theirs, "seed \(seed)")
  }

  private func header() throws -> PatchHeader {
    try PatchHeader(
      subject: "lua: guard fopen() when it is missing",
      from: "A Porter <porter@example.org>", date: "Thu, 1 Jan 1970 00:00:00 +0000",
      paragraphs: [
        "A paragraph that is long enough to be wrapped by the printer, since nobody reads lines that "
          + "run past the edge of a terminal.",
        "* a list\n* of two",
      ],
      trailers: [
        .init("Upstream-Status", "Pending"), .init("Forwarded", "no"),
        .init("Generated-By", "fdport 0.1 rule=missing-func/fopen sites=2"),
        .init("Intent-Id", "00112233aabbccdd"),
      ])
  }
}
