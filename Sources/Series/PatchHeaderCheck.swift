/// The rules that make a header read back as what it was printed from.
struct PatchHeaderCheck {
  let header: PatchHeader

  func run() throws(SeriesError) {
    try checkLine(header.subject, field: "subject")
    guard header.subject.count <= Paragraph.width else {
      throw refusal("subject", "longer than \(Paragraph.width) characters: '\(header.subject)'")
    }
    // git-mailinfo strips leading brackets, `Re:` and runs of white space.
    guard !header.subject.hasPrefix("["), !header.subject.lowercased().hasPrefix("re:"),
      !header.subject.contains("  ")
    else {
      throw refusal("subject", "git-am would change '\(header.subject)'")
    }
    try checkLine(header.from, field: "from")
    guard header.from.wholeMatch(of: /[^<>]*[^<> ] <[^<>\s]+>/) != nil else {
      throw refusal("from", "'\(header.from)' is not of the form NAME <mail>")
    }
    try checkLine(header.date, field: "date")
    let date = /[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/
    guard header.date.wholeMatch(of: date) != nil else {
      throw refusal("date", "'\(header.date)' is not like 'Thu, 1 Jan 1970 00:00:00 +0000'")
    }
    for trailer in header.trailers {
      try checkLine(trailer.value, field: trailer.name)
      guard PatchMessage.isTrailerName(trailer.name) else {
        throw refusal("trailers", "'\(trailer.name)' is not a trailer's name")
      }
    }
    try checkMessage()
  }

  private func checkMessage() throws(SeriesError) {
    for line in header.messageParagraphs.joined() {
      guard !line.isEmpty, !PatchHead.endsMessage(ArraySlice(line.utf8)),
        !line.hasPrefix("From ")
      else {
        throw refusal("message", "the line '\(line)' would end the message or split the mail")
      }
      guard line.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
        throw refusal("message", "a line holds a control character: '\(line)'")
      }
    }
    if let first = header.messageParagraphs.first?.first,
      first.wholeMatch(of: /(?i)(from|date|subject):.*/) != nil
    {
      throw refusal("message", "git-am would take its first line '\(first)' for a mail header")
    }
    if header.trailers.isEmpty, let last = header.messageParagraphs.last,
      PatchMessage.trailers(of: last) != nil
    {
      throw refusal("message", "the last paragraph reads as trailers: '\(last[0])'")
    }
  }

  private func checkLine(_ text: String, field: String) throws(SeriesError) {
    guard !text.isEmpty, text.first != " ", text.last != " ",
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f })
    else {
      throw refusal(field, "must be one line of text without white space around it")
    }
  }

  private func refusal(_ field: String, _ reason: String) -> SeriesError {
    .unprintableHeader(field: field, reason: reason)
  }
}
