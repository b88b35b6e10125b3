import CCatalogue

extension Catalogue {
  /// The catalogue that this program was built with; parsed when it is first used.
  package static let bundled: Catalogue = {
    let bytes = UnsafeRawBufferPointer(
      start: fdport_catalogue_text(), count: fdport_catalogue_size())
    let parser = CatalogueParser(file: "Sources/Catalogue/catalogue.tsv")
    do throws(CatalogueError) {
      return try parser.parse(String(decoding: bytes, as: UTF8.self))
    } catch {
      // The text is part of the program, and a test parses it: this is no bad input of a user's.
      preconditionFailure(error.description)
    }
  }()
}
