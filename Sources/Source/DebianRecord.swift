/// One paragraph of a Sources index (deb822(5)): the version and the files of a source package.
struct DebianRecord: Hashable, Sendable {
  private(set) var version: String?
  /// SHA-256 in lower-case hex, by file name.
  private(set) var digests: [String: String] = [:]

  init(_ paragraph: some StringProtocol) {
    var field = Substring()
    for line in paragraph.split(separator: "\n").map({ Substring($0) }) {
      if line.first?.isWhitespace == true {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard field == "checksums-sha256", words.count == 3 else { continue }
        digests[String(words[2])] = String(words[0])
      } else if let colon = line.firstIndex(of: ":") {
        field = Substring(line[..<colon].lowercased())
        if field == "version" {
          version = line[line.index(after: colon)...].split(whereSeparator: \.isWhitespace).first
            .map { String($0) }
        }
      }
    }
  }
}
