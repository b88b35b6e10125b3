import Cache
import Catalogue
import Crypto
import Findings

/// What stays the same of a finding when lines are added above it.
struct Fingerprint: Hashable {
  private let fields: [String]

  init(_ site: Site) {
    fields = [
      site.function, site.kind.rawValue, site.file, site.enclosing ?? "", site.normalisedLine,
    ]
  }

  /// The first 16 hex digits of the SHA-256 of the fields and of the number among equals, from 0.
  func text(ordinal: Int) -> String {
    let line = (fields + [String(ordinal)]).joined(separator: "|")
    return String(FileDigest.hexadecimal(SHA256.hash(data: Array(line.utf8))).prefix(16))
  }
}
