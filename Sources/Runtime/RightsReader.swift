/// Reads `rights`: a list, which is exact, or one word, which stands for a usual set.
struct RightsReader {
  let entry: YAMLEntry

  static func directory(_ entry: YAMLEntry?) throws(RuntimeError) -> Rights {
    guard let entry else { return .readDirectory }
    return try RightsReader(entry: entry).directory()
  }

  static func file(_ entry: YAMLEntry?) throws(RuntimeError) -> Rights {
    guard let entry else { return .read }
    return try RightsReader(entry: entry).file()
  }

  private func directory() throws(RuntimeError) -> Rights {
    if entry.isList { return try list() }
    switch try entry.text() {
    case "read": return .readDirectory
    case "read-write": return .readWriteDirectory
    case "all": return .allOfDirectory
    case "write":
      throw entry.refuse(
        "write alone is for files: for a directory write the list, [write] or [write, create]")
    case let other: throw refuse(other, words: "read, read-write, all")
    }
  }

  private func file() throws(RuntimeError) -> Rights {
    if entry.isList {
      let rights = try list()
      guard rights.isSubset(of: .contents) else {
        throw entry.refuse(
          "(\(rights.subtracting(.contents))) is a right to a directory's names; a file is granted by "
            + "read and write (`create: true` makes it before the program starts)")
      }
      return rights
    }
    switch try entry.text() {
    case "read": return .read
    case "write": return .write
    case "read-write": return [.read, .write]
    case let other: throw refuse(other, words: "read, write, read-write")
    }
  }

  private func list() throws(RuntimeError) -> Rights {
    var rights: Rights = []
    for element in try entry.elements() {
      let name = try element.text()
      guard let right = Rights.names.first(where: { $0.name == name })?.right else {
        throw RightsReader(entry: element)
          .refuse(name, words: "read, write, create, delete, list")
      }
      guard !rights.contains(right) else { throw element.refuse("is there twice") }
      rights.insert(right)
    }
    guard !rights.isEmpty else { throw entry.refuse("must hold at least one right") }
    return rights
  }

  private func refuse(_ word: String, words: String) -> RuntimeError {
    switch word {
    case "append":
      // fcntl(2) F_SETFL turns it off, pwritev2(2) writes past it.
      entry.refuse(
        "append cannot be enforced on a file's own descriptor: grant `!log { path: ... }`, a pipe that "
          + "is drained into the file")
    case "execute":
      entry.refuse("nothing is executed inside: there is no right to it")
    default:
      entry.refuse("\(word) is not a right here: there are \(words)")
    }
  }
}
