import Catalogue
import Testing

@Suite struct BundledCatalogueTests {
  @Test func isInTheProgram() throws {
    let row = try #require(Catalogue.bundled.row(named: "open"))
    #expect(row.level(in: .fdOnly) == .forbidden)
    #expect(Catalogue.bundled.row(linkName: "__open_2") == row)
    #expect(Catalogue.bundled.version.count == 16)
  }
}
