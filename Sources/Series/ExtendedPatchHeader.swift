/// The lines between `diff --git` and the first hunk; git-diff(1), "Generating patch text".
struct ExtendedPatchHeader {
  var oldMode: FilePatch.Mode?
  var newMode: FilePatch.Mode?
  var created: FilePatch.Mode?
  var deleted: FilePatch.Mode?
  var indexMode: FilePatch.Mode?
  var blobs: (old: String, new: String)?

  /// The lines that hold nothing but a mode.
  static var modes: [(StaticString, WritableKeyPath<ExtendedPatchHeader, FilePatch.Mode?>)] {
    [
      ("old mode ", \.oldMode), ("new mode ", \.newMode), ("new file mode ", \.created),
      ("deleted file mode ", \.deleted),
    ]
  }
}

extension PatchParser {
  mutating func extendedHeader() throws(SeriesError) -> ExtendedPatchHeader {
    var header = ExtendedPatchHeader()
    while let line = peek, !line.starts(with: "diff --git "), !line.starts(with: "--- ") {
      if let (prefix, field) = ExtendedPatchHeader.modes.first(where: { line.starts(with: $0.0) }),
        let text = try take(prefix)
      {
        guard header[keyPath: field] == nil else { throw malformed(at: next, "the line repeats") }
        header[keyPath: field] = try mode(text)
      } else if let index = try take("index ") {
        guard header.blobs == nil else { throw malformed(at: next, "the line repeats") }
        try readIndex(index, into: &header)
      } else if line.starts(with: "GIT binary patch") || line.starts(with: "Binary files ") {
        throw malformed("a binary patch cannot be reviewed")
      } else if ["rename ", "copy ", "similarity ", "dissimilarity "].contains(where: {
        line.starts(with: $0.utf8)
      }) {
        throw malformed("renames and copies must be written as a deletion and a new file")
      } else {
        break
      }
    }
    return header
  }

  /// `FROM..TO` or `FROM..TO MODE`, the ids in full.
  private mutating func readIndex(
    _ text: ArraySlice<UInt8>, into header: inout ExtendedPatchHeader
  ) throws(SeriesError) {
    let words = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    let ids = words[0]
    guard ids.count == 82, ids.dropFirst(40).starts(with: ".."),
      (ids.prefix(40) + ids.suffix(40)).allSatisfy(Self.isHexadecimal), words.count <= 2
    else {
      throw malformed(at: next, "the index line must hold two ids of 40 lower-case hex digits")
    }
    header.blobs = (
      String(decoding: ids.prefix(40), as: UTF8.self),
      String(decoding: ids.suffix(40), as: UTF8.self)
    )
    header.indexMode = words.count == 2 ? try mode(words[1]) : nil
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// The mode on the line before the current one.
  private func mode(_ text: ArraySlice<UInt8>) throws(SeriesError) -> FilePatch.Mode {
    let text = String(decoding: text, as: UTF8.self)
    guard let mode = FilePatch.Mode(rawValue: text) else {
      let kind =
        ["120000": "a symbolic link", "160000": "a submodule"][text] ?? "not a file's mode"
      throw malformed(at: next, "mode \(text) is refused: \(kind)")
    }
    return mode
  }

  /// The two sides that the lines speak of; nil is a side without the file.
  func sides(
    of header: ExtendedPatchHeader, at line: Int
  ) throws(SeriesError) -> (FilePatch.Side?, FilePatch.Side?) {
    func blob(_ id: String?, absent: Bool) throws(SeriesError) -> String? {
      guard let id else { throw malformed("expected an 'index' line with the full ids") }
      guard (id == FilePatch.absentBlob) == absent else {
        throw malformed(
          at: line, "the ids of the index line do not fit a file that is made, changed or deleted")
      }
      return id
    }
    switch (header.oldMode, header.newMode, header.created, header.deleted, header.indexMode) {
    case (nil, nil, let mode?, nil, nil):
      _ = try blob(header.blobs?.old, absent: true)
      return (nil, .init(mode: mode, blob: try blob(header.blobs?.new, absent: false)))
    case (nil, nil, nil, let mode?, nil):
      _ = try blob(header.blobs?.new, absent: true)
      return (.init(mode: mode, blob: try blob(header.blobs?.old, absent: false)), nil)
    case (let old?, let new?, nil, nil, nil) where header.blobs == nil:
      return (.init(mode: old, blob: nil), .init(mode: new, blob: nil))
    case (let old?, let new?, nil, nil, nil):
      return (
        .init(mode: old, blob: try blob(header.blobs?.old, absent: false)),
        .init(mode: new, blob: try blob(header.blobs?.new, absent: false))
      )
    case (nil, nil, nil, nil, let mode?):
      return (
        .init(mode: mode, blob: try blob(header.blobs?.old, absent: false)),
        .init(mode: mode, blob: try blob(header.blobs?.new, absent: false))
      )
    default:
      throw malformed(at: line, "the mode and index lines do not fit together")
    }
  }
}
