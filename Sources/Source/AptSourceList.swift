import Foundation

/// The part of sources.list(5) that tells which mirrors a machine uses, in both of its formats.
enum AptSourceList {
  struct Text: Hashable, Sendable {
    let contents: String
    let isDeb822: Bool
  }

  struct Entry: Hashable, Sendable {
    let uri: String
    let suite: String
    let components: [String]
  }

  static func entries(of text: Text) -> [Entry] {
    text.isDeb822 ? paragraphs(text.contents) : lines(text.contents)
  }

  /// `deb [options] URI SUITE COMPONENT...`
  private static func lines(_ text: String) -> [Entry] {
    text.split(separator: "\n").compactMap { line in
      let uncommented = line.prefix { $0 != "#" }
      let plain = uncommented.replacing(/\[[^\]]*\]/, with: " ")
      let words = plain.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count >= 4, words[0] == "deb" || words[0] == "deb-src" else { return nil }
      return Entry(uri: trimmed(words[1]), suite: words[2], components: Array(words[3...]))
    }
  }

  /// Paragraphs of `Field: values`, continued on lines that begin with a blank.
  private static func paragraphs(_ text: String) -> [Entry] {
    var entries: [Entry] = []
    var fields: [String: [String]] = [:]
    var field = ""
    func finish() {
      defer { fields = [:] }
      guard fields["enabled"]?.first?.lowercased() != "no" else { return }
      for uri in fields["uris"] ?? [] {
        for suite in fields["suites"] ?? [] {
          entries.append(
            Entry(uri: trimmed(uri), suite: suite, components: fields["components"] ?? []))
        }
      }
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        finish()
      } else if line.hasPrefix("#") {
        continue
      } else if line.first?.isWhitespace == true {
        fields[field, default: []] += words(line)
      } else if let colon = line.firstIndex(of: ":") {
        field = line[..<colon].lowercased()
        fields[field] = words(line[line.index(after: colon)...])
      }
    }
    finish()
    return entries
  }

  private static func words(_ text: Substring) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func trimmed(_ uri: String) -> String {
    uri.hasSuffix("/") ? String(uri.dropLast()) : uri
  }
}
