/// Reads the mail headers and the message of a patch.
struct PatchHeaderReader {
  private let name: String
  private let lines: [String]

  init(_ text: PatchText) throws(SeriesError) {
    name = text.name
    let all = ByteLines(text.bytes).lines
    var lines: [String] = []
    for line in all.prefix(PatchHead.end(of: all)) {
      guard let line = String(validating: line.withoutLineFeed, as: UTF8.self) else {
        throw .malformedPatch(
          name: text.name, line: lines.count + 1, reason: "the message is not UTF-8")
      }
      guard line.last != "\r" else {
        throw .malformedPatch(
          name: text.name, line: lines.count + 1, reason: "the line ends with a carriage return")
      }
      lines.append(line)
    }
    self.lines = lines
  }

  func header() throws(SeriesError) -> PatchHeader {
    let (fields, end) = try mailHeaders()
    guard let from = fields["from"], let date = fields["date"], let subject = fields["subject"]
    else {
      let missing = ["from", "date", "subject"].filter { fields[$0] == nil }
      throw malformed(1, "the patch lacks the header \(missing.joined(separator: ", "))")
    }
    let (paragraphs, trailers) = PatchMessage.split(Array(lines[end...]))
    do {
      return try PatchHeader(
        subject: subject.replacing(/^(\[[^\]]*\] *)+/, with: ""), from: from, date: date,
        paragraphs: paragraphs, trailers: trailers)
    } catch {
      throw malformed(1, "\(error)")
    }
  }

  /// The fields by lower-case name, and the index of the first line after them.
  private func mailHeaders() throws(SeriesError) -> ([String: String], Int) {
    var fields: [String: String] = [:]
    var last: String?
    var index = lines.first?.hasPrefix("From ") == true ? 1 : 0
    while index < lines.count, !lines[index].isEmpty {
      let line = lines[index]
      index += 1
      if line.hasPrefix(" ") || line.hasPrefix("\t"), let last {
        fields[last, default: ""] += " " + line.drop { $0 == " " || $0 == "\t" }
        continue
      }
      guard let colon = line.firstIndex(of: ":") else {
        throw malformed(index, "expected a mail header or an empty line")
      }
      let field = line[..<colon].lowercased()
      let value = String(line[line.index(after: colon)...].drop { $0 == " " })
      guard fields.updateValue(value, forKey: field) == nil else {
        throw malformed(index, "the header \(field) stands twice")
      }
      guard !value.contains("=?") else {
        throw malformed(index, "the header is encoded (RFC 2047): write it in plain UTF-8")
      }
      last = field
    }
    let encoding = fields["content-transfer-encoding"]?.lowercased() ?? "8bit"
    guard ["7bit", "8bit"].contains(encoding) else {
      throw malformed(1, "the patch is encoded as \(encoding): save it as plain text")
    }
    return (fields, index)
  }

  private func malformed(_ line: Int, _ reason: String) -> SeriesError {
    .malformedPatch(name: name, line: line, reason: reason)
  }
}
