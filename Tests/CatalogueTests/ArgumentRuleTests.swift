import Catalogue
import Testing

@Suite struct ArgumentRuleTests {
  @Test func rowsAreReadAsTheyAre() {
    let open = ArgumentRule.rules(of: "open")
    #expect(open.map(\.argument) == [0] && open.map(\.directory) == [nil])
    #expect(open.map(\.subject) == [.itself])
    let link = ArgumentRule.rules(of: "linkat")
    #expect(link.map(\.directory) == [0, 2] && link.map(\.argument) == [1, 3])
    #expect(link.map(\.subject) == [.row("link"), .row("link")])
    #expect(ArgumentRule.rules(of: "dlvsym").first?.subject == .namedRow(otherwise: "dlsym"))
    #expect(ArgumentRule.rules(of: "read").isEmpty)
  }

  /// A rule about a name that the catalogue does not know would never be applied.
  @Test func eachRuleIsAboutARow() {
    let rules = ArgumentRule.bundled.values.flatMap { $0 }
    #expect(rules.count > 150)
    for rule in rules {
      let row: CatalogueRow? =
        switch rule.subject {
        case .itself: Catalogue.bundled.row(linkName: rule.name)
        case .row(let name), .namedRow(let name), .numberedRow(let name):
          Catalogue.bundled.row(named: name)
        }
      #expect(row != nil, "\(rule.name)")
      #expect((rule.directory == nil) == (rule.subject.isOfRow == false), "\(rule.name)")
    }
  }

  /// The *at() functions of the list of system calls have a rule, or a row of their own.
  @Test func eachCallBelowADirectoryHasARule() {
    let calls = SystemCall.bundled.values.filter {
      $0.name.hasSuffix("at") || $0.name.hasSuffix("at2")
    }
    let plain: Set = [
      "stat", "fstat", "lstat", "creat", "shmat", "ustat", "cachestat", "open_by_handle_at",
    ]
    for call in calls where !plain.contains(call.name) {
      #expect(ArgumentRule.rules(of: call.name).contains { $0.directory != nil }, "\(call.name)")
    }
  }
}

extension ArgumentRule.Subject {
  fileprivate var isOfRow: Bool {
    if case .row = self { true } else { false }
  }
}
