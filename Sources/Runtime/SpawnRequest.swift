import CLinux

/// A message in which a program asks for another one, as Sources/libfdport/request.h lays it out. It is hostile
/// until it is read.
struct SpawnRequest: Hashable {
  enum Source: Hashable {
    /// The descriptor at this place among those of the message, behind the socket for the answer.
    case sent(Int)
    /// A directory, by the name of its grant.
    case named(String)
  }

  struct Handed: Hashable {
    /// In the program that is started.
    let number: Int32
    let source: Source
  }

  let arguments: [String]
  let handed: [Handed]

  /// `sentCount` is how many descriptors came with it, without the socket.
  init(_ bytes: [UInt8], sentCount: Int) throws(SpawnRefusal) {
    guard bytes.count <= FDPORT_REQUEST_SIZE else { throw .tooMuch }
    var rest = bytes[...]
    func word() throws(SpawnRefusal) -> UInt32 {
      guard rest.count >= 4 else { throw .malformed }
      defer { rest = rest.dropFirst(4) }
      return rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    guard try word() == FDPORT_REQUEST_VERSION else { throw .malformed }
    let (argumentCount, handedCount) = (try word(), try word())
    guard argumentCount <= FDPORT_REQUEST_ARGUMENTS, handedCount <= FDPORT_REQUEST_HANDED else {
      throw .tooMuch
    }
    var words: [(number: UInt32, isNamed: UInt32)] = []
    for _ in 0..<handedCount { words.append((try word(), try word())) }
    var texts = try Self.texts(rest)
    let namedCount = words.count { $0.isNamed == 1 }
    guard texts.count == Int(argumentCount) + namedCount, words.count - namedCount == sentCount
    else { throw .malformed }
    arguments = Array(texts.prefix(Int(argumentCount)))
    texts.removeFirst(Int(argumentCount))
    handed = try Self.handed(words, names: texts)
  }

  private static func handed(
    _ words: [(number: UInt32, isNamed: UInt32)], names: [String]
  ) throws(SpawnRefusal) -> [Handed] {
    var names = names[...]
    var sent = 0
    var handed: [Handed] = []
    for (number, isNamed) in words {
      guard let number = Int32(exactly: number), GrantCollection.numbers.contains(number),
        !handed.contains(where: { $0.number == number }), isNamed <= 1
      else { throw .malformed }
      if isNamed == 1 {
        handed.append(Handed(number: number, source: .named(names.removeFirst())))
      } else {
        handed.append(Handed(number: number, source: .sent(sent)))
        sent += 1
      }
    }
    return handed
  }

  /// Each with its zero byte, and nothing behind the last.
  private static func texts(_ bytes: ArraySlice<UInt8>) throws(SpawnRefusal) -> [String] {
    guard !bytes.isEmpty else { return [] }
    guard bytes.last == 0 else { throw .malformed }
    var texts: [String] = []
    for piece in bytes.dropLast().split(separator: 0, omittingEmptySubsequences: false) {
      guard let text = String(validating: piece, as: UTF8.self) else { throw .malformed }
      texts.append(text)
    }
    return texts
  }
}
