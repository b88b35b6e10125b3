/// What a patch says about itself before its changes.
package struct PatchHeader: Hashable, Sendable {
  /// A `Name: value` line at the end of the message.
  package struct Trailer: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// One line of at most 72 characters, without `[PATCH]`.
  package let subject: String
  /// `NAME <mail>`.
  package let from: String
  /// As in a mail: `Thu, 1 Jan 1970 00:00:00 +0000` (RFC 5322, section 3.3). Given by the caller, since
  /// the time of printing would make every run's bytes differ.
  package let date: String
  /// Running text without line breaks, or lines that must stay as they are.
  package let paragraphs: [String]
  /// In the order in which they are printed.
  package let trailers: [Trailer]

  /// Refuses what git-am would read back as something else.
  package init(
    subject: String, from: String, date: String, paragraphs: [String], trailers: [Trailer]
  ) throws(SeriesError) {
    self.subject = subject
    self.from = from
    self.date = date
    self.paragraphs = paragraphs.map(Paragraph.canonical)
    self.trailers = trailers
    try PatchHeaderCheck(header: self).run()
  }

  /// The values of the trailers of this name, in order.
  package func values(of name: String) -> [String] {
    trailers.filter { $0.name == name }.map(\.value)
  }

  /// The header as git-format-patch prints it, without the closing `---`.
  package var lines: [String] {
    var lines = [
      "From \(FilePatch.absentBlob) Mon Sep 17 00:00:00 2001",
      "From: \(from)",
      "Date: \(date)",
      "Subject: [PATCH] \(subject)",
    ]
    for paragraph in messageParagraphs {
      lines += [""] + paragraph
    }
    return lines
  }

  /// The printed lines of each paragraph, the trailers last.
  var messageParagraphs: [[String]] {
    let text = paragraphs.map(Paragraph.printed)
    return trailers.isEmpty ? text : text + [trailers.map { "\($0.name): \($0.value)" }]
  }
}
