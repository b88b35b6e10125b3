/// Reads the `descriptors` of a grants file.
///
/// A key is a number, or a name, whose number is its `fd` or else the lowest free one from 3.
struct DescriptorsReader {
  let entry: YAMLEntry

  /// One entry; no number yet if the file leaves the choice to us.
  private struct Reading {
    var number: Int32?
    let resource: Grant.Resource
    let entry: YAMLEntry
  }

  private static let numbers: ClosedRange<Int32> = 0...1023

  func read() throws(RuntimeError) -> [Grant] {
    var readings: [Reading] = []
    for (name, entry) in try entry.pairs() {
      var reading = try read(entry)
      if let number = Int32(name) {
        guard Self.numbers.contains(number) else {
          throw entry.refuse("descriptor numbers go from 0 to 1023")
        }
        guard reading.number == nil || reading.number == number else {
          throw entry.refuse("its key and its `fd` are different numbers")
        }
        reading.number = number
      }
      readings.append(reading)
    }
    return try numbered(readings)
  }

  private func numbered(_ readings: [Reading]) throws(RuntimeError) -> [Grant] {
    var taken: [Int32: YAMLEntry] = [:]
    for reading in readings {
      guard let number = reading.number else { continue }
      if let other = taken[number] {
        throw reading.entry.refuse("descriptor \(number) is already that of \(other.key)")
      }
      taken[number] = reading.entry
    }
    var next: Int32 = 3
    var grants: [Grant] = []
    for reading in readings {
      var number = reading.number
      if number == nil {
        while taken[next] != nil { next += 1 }
        taken[next] = reading.entry
        number = next
      }
      guard let number, Self.numbers.contains(number) else {
        throw reading.entry.refuse("there is no number left for it")
      }
      grants.append(
        Grant(number: number, resource: reading.resource, place: reading.entry.place))
    }
    return grants.sorted { $0.number < $1.number }
  }

  private func read(_ entry: YAMLEntry) throws(RuntimeError) -> Reading {
    switch entry.tag {
    case nil where entry.isNull, "!null":
      return Reading(resource: .null, entry: entry)
    case "!stdin": return try stream(entry, 0)
    case "!stdout": return try stream(entry, 1)
    case "!stderr": return try stream(entry, 2)
    case "!dir": return try directory(entry)
    case "!file": return try file(entry)
    case let tag:
      throw entry.refuse(
        "\(tag ?? "a value without a tag") grants nothing: write null, !stdin, !stdout, !stderr, "
          + "!dir or !file")
    }
  }

  private func stream(_ entry: YAMLEntry, _ number: Int32) throws(RuntimeError) -> Reading {
    switch entry.plainText {
    case "inherit", "": return Reading(resource: .inherited(number), entry: entry)
    case "null": return Reading(resource: .null, entry: entry)
    default:
      throw entry.refuse(
        "must be inherit or null; for a file write !file { path: ..., rights: ... }")
    }
  }

  private func directory(_ entry: YAMLEntry) throws(RuntimeError) -> Reading {
    guard entry.isMapping else {
      return Reading(
        resource: .directory(GrantedPath(path: try entry.text()), .readDirectory), entry: entry)
    }
    let fields = try entry.fields(["path", "rights", "follow", "fd"])
    if fields["rights"]?.plainText == "all" {
      return Reading(
        number: try number(fields["fd"]),
        resource: .directory(try path(of: entry, fields), .allOfDirectory), entry: entry)
    }
    let rights = try rights(fields["rights"])
    guard rights.contains(.read) else {
      throw entry.refuse("the rights of a directory are read or read-write")
    }
    return Reading(
      number: try number(fields["fd"]),
      resource: .directory(
        try path(of: entry, fields),
        rights.contains(.write) ? .readWriteDirectory : .readDirectory), entry: entry)
  }

  private func file(_ entry: YAMLEntry) throws(RuntimeError) -> Reading {
    guard entry.isMapping else {
      return Reading(
        resource: .file(GrantedPath(path: try entry.text()), .read, []), entry: entry)
    }
    let fields = try entry.fields(["path", "rights", "create", "truncate", "follow", "fd"])
    let rights = try rights(fields["rights"])
    var creation: Grant.FileCreation = []
    if try truth(fields["create"]) { creation.insert(.create) }
    if try truth(fields["truncate"]) { creation.insert(.truncate) }
    guard creation.isEmpty || rights.contains(.write) else {
      throw entry.refuse("create and truncate need the right to write")
    }
    return Reading(
      number: try number(fields["fd"]),
      resource: .file(try path(of: entry, fields), rights, creation), entry: entry)
  }

  private func path(of entry: YAMLEntry, _ fields: [String: YAMLEntry]) throws(RuntimeError)
    -> GrantedPath
  {
    guard let path = fields["path"] else { throw entry.refuse("has no path") }
    let text = try path.text()
    guard !text.isEmpty else { throw path.refuse("must not be empty") }
    return GrantedPath(path: text, followsLinks: try truth(fields["follow"]))
  }

  private func truth(_ entry: YAMLEntry?) throws(RuntimeError) -> Bool {
    guard let entry else { return false }
    return try entry.truth()
  }

  private func number(_ entry: YAMLEntry?) throws(RuntimeError) -> Int32? {
    guard let entry else { return nil }
    return try entry.number(in: Self.numbers)
  }

  private func rights(_ entry: YAMLEntry?) throws(RuntimeError) -> Rights {
    guard let entry else { return .read }
    switch try entry.text() {
    case "read": return .read
    case "write": return .write
    case "read-write": return [.read, .write]
    case "append":
      // A program can turn append off again, fcntl(2) F_SETFL, or write past it, pwritev2(2).
      throw entry.refuse(
        "append cannot be enforced on a descriptor yet: grant write, or a pipe that you drain")
    case let other:
      throw entry.refuse(
        "\(other) is not a right: there are read, write, read-write and, for a directory, all")
    }
  }
}
