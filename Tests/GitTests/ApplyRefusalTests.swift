import Git
import Series
import Testing

/// What apply refuses after the parser has let it pass, through the worker's own entry.
@Suite struct ApplyRefusalTests {
  private let old = SourceFile(path: "x.c", bytes: Array("a\nb\nc\n".utf8))
  private let new = SourceFile(path: "x.c", bytes: Array("a\nB\nc\n".utf8))

  private func refusal(_ files: [SourceFile], _ patch: String) -> String {
    let request = GitRequest.apply(files: files, patches: [PatchText(name: "p", text: patch)])
    guard case .failed(let message) = request.answer() else { return "it was applied" }
    return message
  }

  private func body() throws -> String {
    try DiffOperation.body(from: [old], to: [new]).text
  }

  @Test func verifiesTheIdsOfTheIndexLine() throws {
    let repository = try MemoryRepository()
    let before = try repository.blobID(of: old.bytes).hex
    let after = try repository.blobID(of: new.bytes).hex
    let wrong = String(repeating: "e", count: 40)
    #expect(
      refusal([old], try body().replacing(after, with: wrong))
        == "p: the change of x.c does not apply: result differs from the patch's index line: "
        + "\(after), not \(wrong)")
    #expect(
      refusal([old], try body().replacing(before, with: wrong))
        == "p: the change of x.c does not apply: the file differs from the one of the patch's index "
        + "line: \(before), not \(wrong)")
  }

  @Test func saysWhichHunkAndWhere() throws {
    let moved = SourceFile(path: "x.c", bytes: Array("0\na\nb\nc\n".utf8))
    #expect(
      refusal([moved], try body())
        == "p: hunk 1 of x.c does not apply: line 1 of the file is not what the patch expects; "
        + "the text that it wants is at line 2")
  }

  @Test func checksExistenceAndMode() throws {
    let creation = try DiffOperation.body(from: [], to: [new]).text
    let start = "p: the change of x.c does not apply: "
    #expect(refusal([], try body()) == start + "there is no such file")
    #expect(refusal([old], creation) == start + "the file is there already")
    let executable = SourceFile(path: "x.c", bytes: old.bytes, isExecutable: true)
    #expect(
      refusal([executable], try body())
        == start + "the file's mode is 100755, the patch expects 100644")
  }

  @Test func keepsTheTreeATree() throws {
    let creation = try DiffOperation.body(
      from: [], to: [SourceFile(path: "x.c/y", bytes: [65, 10])]
    ).text
    #expect(refusal([old], creation) == "x.c is both a file and a directory")
  }

  @Test func deletesAndMakesAgain() throws {
    let bodies = try [
      DiffOperation.body(from: [old], to: []), DiffOperation.body(from: [], to: [new]),
    ]
    let patches = bodies.map { PatchText(name: "p", bytes: $0.bytes) }
    #expect(
      try ApplyOperation.run(files: [old], patches: patches) == .init(files: [new], deleted: []))
    #expect(
      try ApplyOperation.run(files: [old], patches: [patches[0]])
        == .init(files: [], deleted: ["x.c"]))
  }
}
