/// A patch with its header, as one file of a series.
package struct PatchFile: Hashable, Sendable {
  /// `NNNN-subject.patch`.
  package let name: String
  package let header: PatchHeader
  package let body: PatchBody

  package init(name: String, header: PatchHeader, body: PatchBody) {
    self.name = name
    self.header = header
    self.body = body
  }

  /// The name that git-format-patch gives: the number and at most 52 characters of the subject.
  package static func fileName(number: Int, subject: String) -> String {
    let kept = subject.utf8.map { byte -> Character in
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9") ~= scalar)
      return isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
    }
    let words = String(kept).split { $0 == "-" }.joined(separator: "-")
    let digits = String(number)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    let stem = words.prefix(52).reversed().drop { $0 == "-" || $0 == "." }.reversed()
    return "\(padding)\(digits)-\(String(stem)).patch"
  }

  /// The file's bytes; git-am, quilt and `patch -p1` take them.
  package var text: PatchText {
    let head = (header.lines + ["---", ""]).joined(separator: "\n")
    return PatchText(name: name, bytes: Array(head.utf8) + body.bytes)
  }

  /// Reads a patch that git-format-patch or fdport wrote.
  ///
  /// The summary of changes and the signature are passed over, as is the number in `[PATCH 1/2]`.
  package init(parsing text: PatchText) throws(SeriesError) {
    name = text.name
    header = try PatchHeaderReader(text).header()
    body = try PatchParser.read(text).body
  }
}
