import Catalogue
import Foundation
import Testing

/// What must hold for every row of the data file.
@Suite struct BundledCatalogueTests {
  let catalogue = Catalogue.bundled

  @Test func isTheFileInTheRepository() throws {
    let text = try CatalogueText.repository()
    let parsed = try CatalogueParser(file: "catalogue.tsv").parse(text)
    #expect(parsed.version == catalogue.version)
    #expect(parsed.rows == catalogue.rows)
    #expect(catalogue.rows.count >= 350)
  }

  @Test func rowsAreFoundByNameAndByLinkName() throws {
    let row = try #require(catalogue.row(named: "open"))
    #expect(catalogue.row(linkName: "open") == row)
    #expect(catalogue.row(linkName: "__open_2") == row)
    #expect(catalogue.row(named: "__open_2") == nil)
    #expect(catalogue.row(linkName: "openat") == nil)
  }

  @Test func noNameStandsForTwoRows() {
    let names = catalogue.rows.flatMap { [$0.name] + $0.linkAliases }
    #expect(Set(names).count == names.count)
    #expect(catalogue.rows.map(\.name) == catalogue.rows.map(\.name).sorted())
  }

  @Test func eachForbiddenFunctionSaysHowItFails() {
    for row in catalogue.rows where row.kind == .function {
      let isForbidden = Profile.allCases.contains { row.level(in: $0) == .forbidden }
      #expect(!isForbidden || row.failure != nil, "\(row.name)")
    }
  }

  @Test func eachReasonIsASentenceOfItsOwn() {
    var nameOfReason: [String: String] = [:]
    for row in catalogue.rows {
      #expect(row.reason.hasSuffix("."), "\(row.name)")
      #expect(row.reason.first?.isUppercase == true, "\(row.name)")
      #expect(row.reason.count < 160, "\(row.name)")
      let other = nameOfReason.updateValue(row.name, forKey: row.reason)
      #expect(other == nil, "\(row.name) has the reason of \(other ?? "")")
    }
  }

  @Test func eachMacroIsAnIdentifierOfItsOwn() throws {
    let identifier = try Regex("HAVE_[A-Z0-9_]+")
    for row in catalogue.rows {
      #expect(row.featureMacro.wholeMatch(of: identifier) != nil, "\(row.name)")
    }
    #expect(Set(catalogue.rows.map(\.featureMacro)).count == catalogue.rows.count)
  }

  @Test func onlyWhatNeedsNoAuthorityIsAllowed() {
    for row in catalogue.rows {
      #expect((row.authority == .nothing) == (row.level(in: .fdOnly) == .allowed), "\(row.name)")
      #expect(row.level(in: .cloudABI) >= row.level(in: .fdOnly), "\(row.name)")
    }
  }

  @Test func replacementsExistInTheView() {
    for row in catalogue.rows {
      guard let replacement = row.replacement else { continue }
      #expect(replacement.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }, "\(row.name)")
      let level = catalogue.row(linkName: replacement)?.level(in: .fdOnly) ?? .allowed
      #expect(level < .forbidden, "\(row.name) is replaced by \(replacement)")
    }
  }

  @Test func descendHeaderHasItsFunctions() {
    let variants = catalogue.rows.compactMap(\.descend)
    #expect(
      variants.sorted() == [
        "descend_access", "descend_fopen", "descend_freopen", "descend_lstat", "descend_mkdir",
        "descend_open", "descend_opendir", "descend_readlink", "descend_realpath",
        "descend_remove", "descend_rename", "descend_rmdir", "descend_stat", "descend_unlink",
      ])
    for row in catalogue.rows where row.descend != nil {
      #expect(row.descend == "descend_\(row.name)")
    }
  }

  /// A name whose presence is in doubt has a place where its behaviour is written down and tested.
  @Test func threeStatesOfAName() throws {
    func states(_ name: String) throws -> [Presence] {
      let row = try #require(catalogue.row(named: name))
      return ViewKind.allCases.map { row.presence(in: $0, profile: .fdOnly) }
    }
    #expect(try states("open") == [.absent, .degraded])
    #expect(try states("getaddrinfo") == [.absent, .degraded])
    #expect(try states("fork") == [.absent, .absent])
    #expect(try states("setlocale") == [.degraded, .degraded])
    #expect(try states("tmpfile") == [.degraded, .degraded])
    #expect(try states("getenv") == [.present, .present])
    for row in catalogue.rows where row.isDegraded {
      #expect(row.level(in: .fdOnly) > .allowed, "\(row.name)")
      #expect(!row.authority.degradedSummary.hasPrefix("does less than"), "\(row.name)")
    }
  }
}
