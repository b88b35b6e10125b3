import Compilation
import Testing

@Suite("Response files")
struct ResponseFileTests {
  @Test(
    "Words are those of libiberty",
    arguments: [
      ("-DA -DB", ["-DA", "-DB"]), ("-DA\n\t-DB\r\n", ["-DA", "-DB"]), ("", []), (" \n", []),
      (#""a b" 'c "d'"#, ["a b", #"c "d"#]), (#"a\ b 'c\'d' "e\\""#, ["a b", "c'd", #"e\"#]),
      (#"'' "" a''"#, ["", "", "a"]), ("'never closed", ["never closed"]),
      (#"-DS=\"x\""#, [#"-DS="x""#]),
    ])
  func words(text: String, words: [String]) {
    #expect(ResponseFile.words(Array(text.utf8)) == words)
  }

  private func expanded(_ arguments: [String], _ files: [String: String]) -> [String] {
    CompileCommand(file: "/b/a.c", directory: "/b", arguments: arguments)
      .expanded { files[$0].map { Array($0.utf8) } }.arguments
  }

  @Test func filesAreReadFromWhereTheCompilerRan() {
    let files = ["/b/f": "-DA @sub/g -DC", "/b/sub/g": "-DB", "/o/h": "-DH"]
    #expect(
      expanded(["cc", "@f", "-c", "@/o/h", "a.c"], files)
        == ["cc", "-DA", "-DB", "-DC", "-c", "-DH", "a.c"])
  }

  @Test func whatIsMissingStays() {
    let words = expanded(["cc", "@f", "@g"], ["/b/f": "-DA"])
    #expect(words == ["cc", "-DA", "@g"])
  }

  @Test func aFileThatNamesItselfComesToAnEnd() {
    let words = expanded(["cc", "@f", "a.c"], ["/b/f": "-DA @f @f"])
    #expect(words.contains("@f") && words.last == "a.c")
    #expect(words.count { $0 == "-DA" } == 2000)
  }
}
