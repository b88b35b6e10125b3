/// Reads one tagged leaf: what becomes a descriptor.
struct LeafReader {
  let entry: YAMLEntry

  func read() throws(RuntimeError) -> GrantCollection.Reading {
    switch entry.tag {
    case nil where entry.isNull: return GrantCollection.Reading(entry, .null)
    case "!null": return try nothing(.null)
    case "!stdin": return try stream(0)
    case "!stdout": return try stream(1)
    case "!stderr": return try stream(2)
    case "!fd": return try held()
    case "!dir": return try directory()
    case "!file": return try file()
    case "!log": return try log()
    case "!socket": return try SocketReader(entry: entry).read()
    case "!pipe": return try pipe()
    case "!memory": return try memory()
    case "!pty": return try nothing(.terminal)
    case "!program": return try ProgramReader(entry: entry).read()
    case let tag:
      throw entry.refuse(
        "\(tag ?? "a value without a tag") grants nothing: write null, !stdin, !stdout, !stderr, "
          + "!fd, !dir, !file, !log, !socket, !pipe, !pty, !memory or !program")
    }
  }

  /// A tag that says it all.
  private func nothing(_ resource: Grant.Resource) throws(RuntimeError) -> GrantCollection.Reading {
    guard !entry.isMapping else {
      return GrantCollection.Reading(
        entry, resource, number: try Self.number(try entry.fields(["fd"])["fd"]))
    }
    guard entry.plainText == "" else {
      throw entry.refuse("takes no value: write \(entry.tag ?? "!null")")
    }
    return GrantCollection.Reading(entry, resource)
  }

  private func stream(_ number: Int32) throws(RuntimeError) -> GrantCollection.Reading {
    switch entry.plainText {
    case "inherit", "": return GrantCollection.Reading(entry, .inherited(number))
    case "null": return GrantCollection.Reading(entry, .null)
    default:
      throw entry.refuse(
        "must be inherit or null; for a file write !file { path: ..., rights: ... }")
    }
  }

  private func held() throws(RuntimeError) -> GrantCollection.Reading {
    var fields: [String: YAMLEntry] = [:]
    if entry.isMapping { fields = try entry.fields(["number", "fd"]) }
    guard let number = entry.isMapping ? fields["number"] : entry else {
      throw entry.refuse("has no number: write !fd 5 or !fd { number: 5 }")
    }
    let value: Int32 = try number.number(in: 0...Int32.max)
    return GrantCollection.Reading(
      entry, value <= 2 ? .inherited(value) : .held(value),
      number: try Self.number(fields["fd"]))
  }

  private func directory() throws(RuntimeError) -> GrantCollection.Reading {
    guard entry.isMapping else {
      let path = try path(entry, followsLinks: false)
      return GrantCollection.Reading(entry, .directory(path, try RightsReader.directory(nil)))
    }
    let fields = try entry.fields(["path", "rights", "follow", "fd"])
    return GrantCollection.Reading(
      entry,
      .directory(try path(in: fields), try RightsReader.directory(fields["rights"])),
      number: try Self.number(fields["fd"]))
  }

  private func file() throws(RuntimeError) -> GrantCollection.Reading {
    guard entry.isMapping else {
      let path = try path(entry, followsLinks: false)
      return GrantCollection.Reading(entry, .file(path, .read, []))
    }
    let fields = try entry.fields(["path", "rights", "create", "truncate", "follow", "fd"])
    let rights = try RightsReader.file(fields["rights"])
    var creation: Grant.FileCreation = []
    if try fields["create"].truth() { creation.insert(.create) }
    if try fields["truncate"].truth() { creation.insert(.truncate) }
    guard creation.isEmpty || rights.contains(.write) else {
      throw entry.refuse("create and truncate need the right to write")
    }
    return GrantCollection.Reading(
      entry, .file(try path(in: fields), rights, creation),
      number: try Self.number(fields["fd"]))
  }

  private func log() throws(RuntimeError) -> GrantCollection.Reading {
    guard entry.isMapping else {
      return GrantCollection.Reading(
        entry, .log(try path(entry, followsLinks: false), creates: false))
    }
    let fields = try entry.fields(["path", "create", "follow", "fd"])
    return GrantCollection.Reading(
      entry, .log(try path(in: fields), creates: try fields["create"].truth()),
      number: try Self.number(fields["fd"]))
  }

  private func pipe() throws(RuntimeError) -> GrantCollection.Reading {
    let fields = try entry.fields(["name", "end", "fd"])
    guard let name = fields["name"] else {
      throw entry.refuse("has no name, by which its two ends find each other")
    }
    guard let end = fields["end"] else { throw entry.refuse("has no end: read or write") }
    guard let value = Grant.PipeEnd(rawValue: try end.text()) else {
      throw end.refuse("must be read or write")
    }
    return GrantCollection.Reading(
      entry, .pipe(name: try name.text(), end: value), number: try Self.number(fields["fd"]))
  }

  private func memory() throws(RuntimeError) -> GrantCollection.Reading {
    guard entry.isMapping else {
      return GrantCollection.Reading(
        entry, .memory(MemoryGrant(contents: Array(try entry.text().utf8), isWritable: false)))
    }
    let fields = try entry.fields(["contents", "size", "writable", "fd"])
    guard fields["contents"] != nil || fields["size"] != nil || fields["writable"] != nil else {
      throw entry.refuse("has nothing in it: give it contents, a size, or `writable: true`")
    }
    let contents = Array(
      try fields["contents"].map { entry throws(RuntimeError) in
        try entry.text()
      }?.utf8 ?? "".utf8)
    let size: Int? = try fields["size"].map { entry throws(RuntimeError) in
      try entry.number(in: contents.count...1 << 30)
    }
    return GrantCollection.Reading(
      entry,
      .memory(
        MemoryGrant(
          contents: contents, size: size, isWritable: try fields["writable"].truth())),
      number: try Self.number(fields["fd"]))
  }

  private func path(in fields: [String: YAMLEntry]) throws(RuntimeError) -> GrantedPath {
    guard let path = fields["path"] else { throw entry.refuse("has no path") }
    return try self.path(path, followsLinks: try fields["follow"].truth())
  }

  private func path(_ entry: YAMLEntry, followsLinks: Bool) throws(RuntimeError) -> GrantedPath {
    let text = try entry.text()
    guard !text.isEmpty else { throw entry.refuse("must not be empty") }
    return GrantedPath(path: text, followsLinks: followsLinks)
  }

  static func number(_ entry: YAMLEntry?) throws(RuntimeError) -> Int32? {
    guard let entry else { return nil }
    return try entry.number(in: GrantCollection.numbers)
  }
}
