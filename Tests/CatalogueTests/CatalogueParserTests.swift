import Catalogue
import Testing

@Suite struct CatalogueParserTests {
  let parser = CatalogueParser(file: "list.tsv")

  @Test func whatIsWrittenIsReadBack() throws {
    let bundled = Catalogue.bundled
    let lines = bundled.rows.map(CatalogueText.line(of:)).joined(separator: "\n")
    let again = try parser.parse(CatalogueText.file(lines))
    #expect(again.rows == bundled.rows)
    #expect(again.version == bundled.version)
  }

  @Test func commentsAndEmptyLinesDoNotCount() throws {
    let plain = try parser.parse(CatalogueText.file(CatalogueText.line("open")))
    let commented = try parser.parse(
      "# A list.\n\n" + CatalogueText.file("# Files.", CatalogueText.line("open"), ""))
    #expect(commented.rows == plain.rows)
    #expect(commented.version == plain.version)
  }

  @Test(arguments: CatalogueColumn.allCases)
  func versionChangesWithEveryColumn(column: CatalogueColumn) throws {
    let changes: [CatalogueColumn: String] = [
      .name: "opens", .kind: "object", .header: "stdio.h", .linkAliases: "open64",
      .authority: "fs.write", .fdOnly: "noted", .cloudABI: "noted", .wasi: "allowed",
      .featureMacro: "HAVE_OPENED", .failure: "=ENOSYS", .replacement: "openat",
      .descend: "descend_open", .reason: "Opens a path .",
    ]
    var changed = [column: try #require(changes[column])]
    if column == .kind { changed[.failure] = "-" }
    let before = try parser.parse(CatalogueText.file(CatalogueText.line("open")))
    let after = try parser.parse(CatalogueText.file(CatalogueText.line("open", changed)))
    #expect(before.version != after.version)
  }

  @Test func emptyFileHasNoRows() {
    #expect(throws: CatalogueError.noRows(file: "list.tsv")) { try parser.parse("") }
    #expect(throws: CatalogueError.noRows(file: "list.tsv")) {
      try parser.parse(CatalogueText.file())
    }
  }

  @Test func errorsNameLineAndReason() {
    let open = CatalogueText.line("open")
    expect(open, "list.tsv:1: the first line that is no comment must name the columns: name\tkind")
    expect(
      CatalogueText.file("open\tfunction\tfcntl.h"),
      "list.tsv:2: the column link-aliases is missing; write - for none")
    expect(CatalogueText.file(open + "\tmore"), "list.tsv:2: there is a column too many: more")
    expect(
      CatalogueText.file(CatalogueText.line("open", [.header: ""])),
      "list.tsv:2: the column header is empty; write - for none")
    expect(
      CatalogueText.file("# Files.", CatalogueText.line("open", [.cloudABI: "banned"])),
      "list.tsv:3: the column cloudabi says banned; it can be allowed, noted, forbidden")
    expect(
      CatalogueText.file(CatalogueText.line("open", [.failure: "-1 failed"])),
      "list.tsv:2: the column failure says -1 failed; it can be -1 ENOSYS, NULL ENOSYS, =ENOSYS")
    expect(
      CatalogueText.file(open, open), "list.tsv:3: open stands in line 2 already; remove one")
    expect(
      CatalogueText.file(open, CatalogueText.line("openx", [.linkAliases: "open64,open"])),
      "list.tsv:3: open stands in line 2 already; remove one of them")
    expect(
      CatalogueText.file(open, CatalogueText.line("creat")),
      "list.tsv:3: creat must stand before open: rows are sorted by name, by bytes")
  }

  @Test func rowsThatContradictThemselvesAreErrors() {
    expect(
      CatalogueText.file(CatalogueText.line("open", [.failure: "-"])),
      "list.tsv:2: open is a function, but the column failure does not say how it fails")
    expect(
      CatalogueText.file(CatalogueText.line("stdin", [.kind: "object"])),
      "list.tsv:2: stdin is an object; it cannot fail: write - into the column failure")
    let levels: [CatalogueColumn: String] = [
      .fdOnly: "allowed", .cloudABI: "allowed", .wasi: "allowed",
    ]
    expect(
      CatalogueText.file(CatalogueText.line("open", levels)),
      "list.tsv:2: open is allowed in every profile, so it has no place in the catalogue")
  }

  private func expect(
    _ text: String, _ message: String, location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: CatalogueError.self, sourceLocation: location) {
      try parser.parse(text)
    }
    let found = error?.description ?? ""
    #expect(found.hasPrefix(message), "\(found)", sourceLocation: location)
  }
}
