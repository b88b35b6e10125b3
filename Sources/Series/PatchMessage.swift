/// The message of a patch between the mail's headers and `---`.
enum PatchMessage {
  static func isTrailerName(_ name: String) -> Bool {
    name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]*/) != nil
  }

  /// The trailers, if every line of the paragraph is one or continues one.
  static func trailers(of lines: [String]) -> [PatchHeader.Trailer]? {
    var trailers: [PatchHeader.Trailer] = []
    for line in lines {
      if line.hasPrefix(" "), let last = trailers.popLast() {
        let more = line.drop { $0 == " " }
        trailers.append(.init(last.name, "\(last.value) \(more)"))
        continue
      }
      guard let separator = line.firstRange(of: ": ") else { return nil }
      let name = String(line[..<separator.lowerBound])
      guard isTrailerName(name) else { return nil }
      trailers.append(.init(name, String(line[separator.upperBound...].drop { $0 == " " })))
    }
    return trailers.isEmpty ? nil : trailers
  }

  /// The running text and the trailers of the message's lines.
  static func split(_ lines: [String]) -> (paragraphs: [String], trailers: [PatchHeader.Trailer]) {
    var paragraphs = lines.split(separator: "").map(Array.init)
    let trailers = paragraphs.last.flatMap(trailers)
    if trailers != nil { paragraphs.removeLast() }
    return (paragraphs.map { $0.joined(separator: "\n") }, trailers ?? [])
  }
}
