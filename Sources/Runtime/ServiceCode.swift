/// What the spawner is told, as texts that each end with a zero byte, which none of them can hold.
///
/// From fdport to itself, and no format to keep; so without JSON and the library that it takes.
enum ServiceCode {
  static func bytes(of all: ProgramService.All) -> [UInt8] {
    var writer = Writer()
    writer.add(all.alive)
    writer.add(all.launcher)
    writer.add(all.firstFree)
    writer.add(all.services) { writer, service in
      writer.add(service.socket)
      writer.add(service.program)
      writer.add(service.name)
      writer.add(service.arguments) { $0.add($1) }
      writer.add(service.moreArguments)
      writer.add(service.environment) { $0.add($1) }
      writer.add(service.children)
      writer.add(service.directories) { writer, directory in
        writer.add(directory.name)
        writer.add(directory.descriptor)
        writer.add(directory.rights)
      }
      for flag in [
        service.allowsLocks, service.allowsMetadata, service.needsMounts, service.isBrokered,
      ] {
        writer.add(flag ? 1 : 0)
      }
    }
    return writer.bytes
  }

  /// Nil for anything that `bytes` does not make.
  static func all(from bytes: [UInt8]) -> ProgramService.All? {
    var reader = Reader(rest: bytes[...])
    guard let all = try? Self.all(from: &reader), reader.rest.isEmpty else { return nil }
    return all
  }

  private static func all(from reader: inout Reader) throws(Reader.Ended) -> ProgramService.All {
    // In the order in which they are written.
    let (alive, launcher, firstFree): (Int32, String, Int32) =
      (try reader.number(), try reader.text(), try reader.number())
    return ProgramService.All(
      alive: alive, launcher: launcher, services: try reader.list(service), firstFree: firstFree)
  }

  private static func service(from reader: inout Reader) throws(Reader.Ended) -> ProgramService {
    ProgramService(
      socket: try reader.number(), program: try reader.number(), name: try reader.text(),
      arguments: try reader.list(text), moreArguments: try reader.number(),
      environment: try reader.list(text), children: try reader.number(),
      directories: try reader.list(directory),
      allowsLocks: try reader.truth(), allowsMetadata: try reader.truth(),
      needsMounts: try reader.truth(), isBrokered: try reader.truth())
  }

  private static func text(from reader: inout Reader) throws(Reader.Ended) -> String {
    try reader.text()
  }

  private static func directory(
    from reader: inout Reader
  ) throws(Reader.Ended) -> ProgramService.Directory {
    ProgramService.Directory(
      name: try reader.text(), descriptor: try reader.number(), rights: try reader.number())
  }
}

private struct Writer {
  var bytes: [UInt8] = []

  mutating func add(_ text: String) {
    bytes += Array(text.utf8) + [0]
  }

  mutating func add(_ number: some FixedWidthInteger) {
    add("\(number)")
  }

  mutating func add<Element>(_ elements: [Element], _ add: (inout Writer, Element) -> Void) {
    self.add(elements.count)
    for element in elements { add(&self, element) }
  }
}

private struct Reader {
  struct Ended: Error {}

  var rest: ArraySlice<UInt8>

  mutating func text() throws(Ended) -> String {
    guard let end = rest.firstIndex(of: 0) else { throw Ended() }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  mutating func number<Number: FixedWidthInteger>() throws(Ended) -> Number {
    guard let number = Number(try text()) else { throw Ended() }
    return number
  }

  mutating func truth() throws(Ended) -> Bool {
    try number() == 1
  }

  mutating func list<Element>(
    _ element: (inout Reader) throws(Ended) -> Element
  ) throws(Ended) -> [Element] {
    var elements: [Element] = []
    for _ in 0..<max(0, try number() as Int) { elements.append(try element(&self)) }
    return elements
  }
}
