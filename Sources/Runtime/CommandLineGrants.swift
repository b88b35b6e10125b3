import Glibc
import YAML

/// Grants said on the command line, for small cases: the same leaves as in a file, read by the same
/// reader.
package struct CommandLineGrants: Sendable {
  /// `NAME=PATH[:RIGHTS]`, where a name may be a number.
  package var directories: [String] = []
  package var files: [String] = []
  package var logs: [String] = []
  /// `NAME=ADDRESS`.
  package var listening: [String] = []
  package var connected: [String] = []
  /// `NAME=NUMBER` of a descriptor that the caller holds.
  package var held: [String] = []
  /// The standard streams that are the caller's own.
  package var streams: Set<Int32> = []
  /// `NAME=VALUE`.
  package var environment: [String] = []
  package var passesListenDescriptors = false
  /// The name or number of the directory that relative paths of the program start at.
  package var workingDirectory: String?
  /// Members of the program's argument.
  package var argument: [(key: String, value: SaidValue)] = []
  /// Where relative paths start.
  package var directory = "."
  /// The program and its arguments.
  package var command: [String] = []

  package init() {}

  private static let file = "command line"

  package func read() throws(RuntimeError) -> Grants {
    guard let name = command.first else { throw refuse("--", "names no program") }
    let place = GrantPlace(file: Self.file, line: 0, column: 0, key: name)
    var collection = GrantCollection()
    try DescriptorsReader(entry: try descriptors()).read(into: &collection)
    let draft = try argumentEntry.map { entry throws(RuntimeError) in
      try ArgumentReader(entry: entry).read(into: &collection)
    }
    // A program cannot know the numbers of names; without names there is nothing to tell.
    let (numbered, number) = try collection.numbered(argument: .lowestFree)
    var grants = Grants(
      directory: directory, program: GrantedPath(path: try programPath(name), followsLinks: true),
      programPlace: place, arguments: command, environment: try variables(),
      descriptors: numbered.sorted { $0.number < $1.number })
    if draft != nil || numbered.contains(where: { $0.name != nil }) {
      grants.argument = number.map {
        ArgumentDocument(number: $0, tree: draft?.numbered(numbered) ?? .null)
      }
    }
    if let workingDirectory {
      grants.workingDirectory = try WorkingDirectory(
        grant: workingDirectory,
        place: GrantPlace(file: Self.file, line: 0, column: 0, key: "--working-directory")
      ).number(among: grants.descriptors)
    }
    if passesListenDescriptors {
      try ListenDescriptors(
        place: GrantPlace(file: Self.file, line: 0, column: 0, key: "--listen-fds")
      ).add(to: &grants)
    }
    return grants
  }

  private var argumentEntry: YAMLEntry? {
    guard !argument.isEmpty else { return nil }
    return YAMLEntry(
      node: YAMLNode(argument.map { ($0.key, $0.value.node) }), file: Self.file, key: "argument")
  }

  /// As the mapping that a file would hold.
  private func descriptors() throws(RuntimeError) -> YAMLEntry {
    var pairs: [(String, YAMLNode)] = []
    var seen: Set<String> = []
    func add(_ option: String, _ words: [String], _ leaf: (String) throws(RuntimeError) -> YAMLNode)
      throws(RuntimeError)
    {
      for word in words {
        guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
          throw refuse("\(option) \(word)", "must be NAME=VALUE")
        }
        let name = String(word[..<equals])
        guard seen.insert(name).inserted else {
          throw refuse("\(option) \(word)", "gives the name \(name) a second time")
        }
        pairs.append((name, try leaf(String(word[word.index(after: equals)...]))))
      }
    }
    for stream in streams.sorted() {
      seen.insert("\(stream)")
      pairs.append(("\(stream)", YAMLNode("inherit", tag: Self.streamTags[Int(stream)])))
    }
    // Sockets first: LISTEN_FDS counts from 3.
    try add("--listen", listening) { Self.leaf("!socket", [("listen", YAMLNode($0))]) }
    try add("--connect", connected) { Self.leaf("!socket", [("connect", YAMLNode($0))]) }
    try add("--dir", directories) { value in
      let (path, words) = Self.suffix(of: value, known: Self.directoryWords)
      return Self.leaf("!dir", [("path", YAMLNode(path))] + Self.rights(words, Self.directoryWords))
    }
    try add("--file", files) { value in
      let (path, words) = Self.suffix(of: value, known: Self.fileWords)
      return Self.leaf("!file", [("path", YAMLNode(path))] + Self.rights(words, Self.fileWords))
    }
    try add("--log", logs) { value in
      let (path, words) = Self.suffix(of: value, known: ["create": []])
      return Self.leaf(
        "!log", [("path", YAMLNode(path))] + words.map { ($0, YAMLNode("true")) })
    }
    try add("--fd", held) { YAMLNode($0, tag: "!fd") }
    return YAMLEntry(node: YAMLNode(pairs), file: Self.file, key: "")
  }

  private static let streamTags = ["!stdin", "!stdout", "!stderr"]

  /// What may stand behind a path's last colon, and the rights that it stands for; none for words that
  /// are fields of their own.
  private static let directoryWords: [String: [String]] = [
    "ro": ["read", "list"], "rw": ["read", "list", "write", "create"],
    "all": ["read", "list", "write", "create", "delete"], "read": ["read"], "write": ["write"],
    "create": ["create"], "delete": ["delete"], "list": ["list"],
  ]
  private static let fileWords: [String: [String]] = [
    "ro": ["read"], "wo": ["write"], "rw": ["read", "write"], "read": ["read"],
    "write": ["write"], "create": [], "truncate": [],
  ]

  private static func suffix(
    of value: String, known: [String: [String]]
  ) -> (path: String, words: [String]) {
    guard let colon = value.lastIndex(of: ":") else { return (value, []) }
    let words = value[value.index(after: colon)...].split(
      separator: ",", omittingEmptySubsequences: false
    ).map(String.init)
    guard words.allSatisfy({ known[$0] != nil }) else { return (value, []) }
    return (String(value[..<colon]), words)
  }

  private static func rights(
    _ words: [String], _ known: [String: [String]]
  ) -> [(String, YAMLNode)] {
    var rights: [String] = []
    for right in words.flatMap({ known[$0] ?? [] }) where !rights.contains(right) {
      rights.append(right)
    }
    let fields = words.filter { known[$0]?.isEmpty ?? false }.map { ($0, YAMLNode("true")) }
    return (rights.isEmpty ? [] : [("rights", YAMLNode(.sequence(rights.map { YAMLNode($0) })))])
      + fields
  }

  private static func leaf(_ tag: String, _ fields: [(String, YAMLNode)]) -> YAMLNode {
    YAMLNode(fields, tag: tag)
  }

  private func variables() throws(RuntimeError) -> [String] {
    var names: Set<Substring> = []
    for variable in environment {
      guard let equals = variable.firstIndex(of: "="), equals != variable.startIndex else {
        throw refuse("--env \(variable)", "must be NAME=VALUE")
      }
      guard names.insert(variable[..<equals]).inserted else {
        throw refuse("--env \(variable)", "sets \(variable[..<equals]) a second time")
      }
    }
    return environment
  }

  /// As a shell does: a name without a slash is looked for in PATH.
  private func programPath(_ name: String) throws(RuntimeError) -> String {
    let current = TextFile.workingDirectory
    guard !name.contains("/") else { return name.hasPrefix("/") ? name : "\(current)/\(name)" }
    let places = getenv("PATH").map { String(cString: $0) }?.split(
      separator: ":", omittingEmptySubsequences: false)
    for place in places ?? [] {
      let directory = place.isEmpty ? current : String(place)
      let path = directory.hasPrefix("/") ? directory : "\(current)/\(directory)"
      if access("\(path)/\(name)", X_OK) == 0 {
        return "\(path)/\(name)"
      }
    }
    throw .programNotFound(
      GrantPlace(file: Self.file, line: 0, column: 0, key: name), path: "\(name) in PATH")
  }

  private func refuse(_ key: String, _ reason: String) -> RuntimeError {
    .grant(GrantPlace(file: Self.file, line: 0, column: 0, key: key), reason: reason)
  }
}
