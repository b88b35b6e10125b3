import Foundation
import Series
import Testing

@Suite struct SeriesDirectoryTests {
  private let scratch: ScratchDirectory
  private let directory: SeriesDirectory

  init() throws {
    scratch = try ScratchDirectory()
    directory = SeriesDirectory(scratch.path + "/lua/5.4.7")
  }

  private static let intent = Intent(
    rule: "fail", function: "fopen", file: "src/l.c", enclosing: "main", count: 2)

  private func series(_ texts: [String: String], intents: [Intent] = [intent]) -> PatchSeries {
    PatchSeries(
      patches: texts.sorted { $0.key < $1.key }.map { PatchText(name: $0.key, text: $0.value) },
      intents: Intents(intents))
  }

  @Test func readsWhatItWrote() throws {
    let series = series(["0001-a.patch": "a\n", "0002-b.patch": "b\r\n"])
    #expect(try directory.write(series))
    #expect(try directory.read() == series)
    #expect(
      try scratch.names("lua/5.4.7") == ["0001-a.patch", "0002-b.patch", "intents.json", "series"])
    #expect(try scratch.names("lua") == ["5.4.7"])
  }

  @Test func aWriteThatFailsLeavesTheOldStateAndNothingElse() throws {
    let old = series(["0001-a.patch": "a\n"])
    try directory.write(old)
    // Longer than any file system's names: the second file cannot be written.
    let endless = "0002-" + String(repeating: "b", count: 300) + ".patch"
    #expect(throws: SeriesError.self) {
      try directory.write(series(["0001-a.patch": "new\n", endless: "b\n"]))
    }
    #expect(try directory.read() == old)
    #expect(try scratch.names("lua") == ["5.4.7"])
  }

  @Test func leavesEqualFilesAlone() throws {
    let first = series(["0001-a.patch": "a\n", "0002-b.patch": "b\n"])
    try directory.write(first)
    let names = try scratch.names("lua/5.4.7")
    let before = try names.map { try scratch.state("lua/5.4.7/\($0)") }
    let root = try scratch.state("lua/5.4.7")
    #expect(try directory.write(first) == false)
    #expect(try scratch.state("lua/5.4.7") == root)
    #expect(try names.map { try scratch.state("lua/5.4.7/\($0)") } == before)

    #expect(try directory.write(series(["0001-a.patch": "a\n", "0002-b.patch": "B\n"])))
    let after = try names.map { try scratch.state("lua/5.4.7/\($0)") }
    #expect(after[0] == before[0])
    #expect(after[1] != before[1])
    #expect(after[2...3] == before[2...3])
  }

  @Test func dropsPatchesThatAreGone() throws {
    try directory.write(series(["0001-a.patch": "a\n", "0002-b.patch": "b\n"]))
    try directory.write(series(["0002-b.patch": "b\n"], intents: []))
    #expect(try scratch.names("lua/5.4.7") == ["0002-b.patch", "series"])
  }

  /// What a run leaves that was killed before, or right after, the exchange.
  @Test func survivesAKilledWrite() throws {
    let old = series(["0001-a.patch": "a\n"])
    let new = series(["0001-a.patch": "A\n"])
    try directory.write(old)
    try scratch.write("lua/.5.4.7.fdport-stage/0001-a.patch", "half")
    #expect(try directory.read() == old)
    #expect(try directory.write(new))
    #expect(try directory.read() == new)
    #expect(try scratch.names("lua") == ["5.4.7"])

    try scratch.write("lua/.5.4.7.fdport-stage/series", "the old state\n")
    #expect(try directory.write(new) == false)
    #expect(try scratch.names("lua") == ["5.4.7"])
  }

  @Test func writersTakeTurns() async throws {
    let all = (0..<8).map { series(["0001-a.patch": "\($0)\n"]) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for one in all {
        group.addTask {
          for _ in 0..<5 { _ = try directory.write(one) }
        }
      }
      try await group.waitForAll()
    }
    #expect(all.contains(try directory.read()))
    #expect(try scratch.names("lua") == ["5.4.7"])
  }

  @Test func namesEveryFault() throws {
    try scratch.write(
      "lua/5.4.7/series",
      "# comment\n0001-a.patch # why\n\n0002-gone.patch -p1\n../x.patch\n0001-a.patch\nc.patch -R\nd.patch\r\n"
    )
    for name in ["0001-a.patch", "0003-extra.patch", "notes.txt", "c.patch"] {
      try scratch.write("lua/5.4.7/\(name)", "x\n")
    }
    let error = #expect(throws: SeriesError.self) { try directory.read() }
    guard case .inconsistent(directory.path, let problems) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      problems == [
        "series:5: '../x.patch' is not the name of a *.patch file in this directory",
        "series:6: 0001-a.patch is listed twice",
        "series:7: the option '-R' is not supported, only -p1 is",
        "series:8: the line ends with a carriage return",
        "0002-gone.patch is in the series but there is no such file",
        "0003-extra.patch is a patch file that the series does not list",
        "c.patch is a patch file that the series does not list",
        "notes.txt has no place in a series",
      ])
  }

  @Test func losesNoForeignFile() throws {
    try directory.write(series(["0001-a.patch": "a\n"]))
    try scratch.write("lua/5.4.7/notes.txt", "x")
    #expect(throws: SeriesError.self) { try directory.write(series(["0001-a.patch": "b\n"])) }
    #expect(try scratch.names("lua/5.4.7").contains("notes.txt"))
  }

  @Test func saysWhatCannotBeRead() throws {
    #expect(throws: SeriesError.self) { try directory.read() }
    try scratch.write("lua/5.4.7/series", "a.patch\n")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path + "/a.patch", withDestinationPath: "/etc/hostname")
    #expect(
      throws: SeriesError.unreadable(
        path: directory.path + "/a.patch", reason: "it is not a regular file")
    ) { try directory.read() }
  }

  @Test func refusesNamesThatLeave() {
    for name in ["../a.patch", "a", ".a.patch", "x/a.patch", "a b.patch", "#a.patch"] {
      #expect(throws: SeriesError.self, "\(name)") { try directory.write(series([name: ""])) }
    }
    #expect(!directory.exists)
  }
}
