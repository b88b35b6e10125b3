import Series
import Testing

@Suite struct IntentTests {
  private let intents = Intents([
    Intent(rule: "fail", function: "remove", file: "src/b.c", enclosing: "os_remove", count: 1),
    Intent(rule: "fail", function: "fopen", file: "src/a.c", enclosing: "", count: 2),
  ])

  /// The ids are stored and quoted in patches, so the exact digits are a promise.
  @Test func idsStayTheSame() {
    #expect(intents.all.map(\.id) == ["cd31a9d821e4e96e", "4e72a413fc9d1e48"])
    let counted = Intent(rule: "fail", function: "fopen", file: "src/a.c", enclosing: "", count: 3)
    #expect(counted.id == intents.all[0].id)
  }

  @Test func printsSortedJSON() throws {
    let text = String(decoding: try intents.encoded(), as: UTF8.self)
    #expect(text.hasSuffix("}\n"))
    #expect(text.contains("\"file\" : \"src/a.c\""))
    #expect(try Intents(decoding: Array(text.utf8), path: "p") == intents)
    #expect(try Intents(intents.all.reversed()).encoded() == intents.encoded())
  }

  @Test func noticesAnEditByHand() throws {
    let text = String(decoding: try intents.encoded(), as: UTF8.self)
    for (old, new) in [("src/a.c", "src/x.c"), ("\"schema\" : 1", "\"schema\" : 2"), ("}", "")] {
      let edited = text.replacing(old, with: new)
      #expect(edited != text)
      #expect(throws: SeriesError.self) { try Intents(decoding: Array(edited.utf8), path: "p") }
    }
  }
}
