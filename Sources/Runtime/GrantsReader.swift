/// Reads a grants file; docs/grants.md describes the format.
package struct GrantsReader {
  /// What the caller says instead of the file.
  package struct Replacements: Sendable {
    package var directory: String?
    package var program: String?
    package var extraArguments: [String]
    /// What the program is granted beside it.
    package var supplied: SuppliedDirectory?

    package init(
      directory: String? = nil, program: String? = nil, extraArguments: [String] = [],
      supplied: SuppliedDirectory? = nil
    ) {
      self.directory = directory
      self.program = program
      self.extraArguments = extraArguments
      self.supplied = supplied
    }
  }

  let file: String
  let replacements: Replacements

  package init(file: String, replacements: Replacements = Replacements()) {
    self.file = file
    self.replacements = replacements
  }

  package func read() throws(RuntimeError) -> Grants {
    let text: String
    do throws(TextFile.Failure) {
      text = try TextFile.contents(of: file, limit: YAMLDocument.sizeLimit)
    } catch {
      guard case .system = error else { throw YAMLDocument(file: file).tooLarge }
      throw .grantsFile(path: file, reason: "cannot be read: \(error.reason)")
    }
    return try parse(text)
  }

  package func parse(_ text: String) throws(RuntimeError) -> Grants {
    let root = try YAMLDocument(file: file).root(of: text)
    let fields = try root.fields([
      "program", "arguments", "environment", "descriptors", "argument", "argument-fd", "listen-fds",
      "working-directory",
    ])
    let (program, place) = try programPath(fields["program"])
    let name = program.path.split(separator: "/").last.map(String.init) ?? program.path
    var grants = Grants(
      directory: replacements.directory ?? directory,
      program: program,
      programPlace: place,
      arguments: try Self.arguments(fields["arguments"], name: name) + replacements.extraArguments,
      environment: try Self.environment(fields["environment"]),
      descriptors: [])
    try readDescriptors(fields, into: &grants)
    if let entry = fields["working-directory"] {
      grants.workingDirectory = try WorkingDirectory(
        grant: try entry.text(), place: entry.place
      ).number(among: grants.descriptors)
    }
    if let entry = fields["listen-fds"], try entry.truth() {
      try ListenDescriptors(place: entry.place).add(to: &grants)
    }
    return grants
  }

  private func readDescriptors(
    _ fields: [String: YAMLEntry], into grants: inout Grants
  ) throws(RuntimeError) {
    var collection = GrantCollection()
    try fields["descriptors"].map { entry throws(RuntimeError) in
      try DescriptorsReader(entry: entry).read(into: &collection)
    }
    var draft = ArgumentReader.Draft.value(.null)
    let argument =
      replacements.supplied?.added(to: fields["argument"], file: file) ?? fields["argument"]
    if let entry = argument {
      draft = try ArgumentReader(entry: entry).read(into: &collection)
    }
    var wanted: GrantCollection.ArgumentNumber =
      argument == nil ? .none : .lowestFree
    if let entry = fields["argument-fd"] {
      wanted = .fixed(
        try entry.number(in: 3...GrantCollection.numbers.upperBound), entry)
    }
    let (numbered, number) = try collection.numbered(argument: wanted)
    grants.descriptors = numbered.sorted { $0.number < $1.number }
    grants.argument = number.map { ArgumentDocument(number: $0, tree: draft.numbered(numbered)) }
  }

  private var directory: String {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  private func programPath(_ entry: YAMLEntry?) throws(RuntimeError) -> (GrantedPath, GrantPlace) {
    if let program = replacements.program {
      let place = GrantPlace(file: file, line: 0, column: 0, key: "--program")
      // Said by the caller for this one run, so that it is taken as a shell would take it.
      let current = TextFile.workingDirectory
      guard program.hasPrefix("/") || !current.isEmpty else {
        throw .programNotFound(place, path: "\(program) (the working directory is gone)")
      }
      let path = program.hasPrefix("/") ? program : "\(current)/\(program)"
      return (GrantedPath(path: path, followsLinks: true), place)
    }
    guard let entry else {
      throw .grant(
        GrantPlace(file: file, line: 1, column: 1, key: "program"), reason: "is missing")
    }
    guard entry.isMapping else {
      return (GrantedPath(path: try entry.text()), entry.place)
    }
    let fields = try entry.fields(["path", "follow"])
    guard let path = fields["path"] else { throw entry.refuse("has no path") }
    return (
      GrantedPath(path: try path.text(), followsLinks: try fields["follow"].truth()), entry.place
    )
  }

  /// Without `arguments` the program gets its own name, as every program expects.
  static func arguments(_ entry: YAMLEntry?, name: String) throws(RuntimeError) -> [String] {
    guard let entry else { return [name] }
    var arguments: [String] = []
    for element in try entry.elements() {
      arguments.append(try element.text())
    }
    guard !arguments.isEmpty else {
      throw entry.refuse("must hold at least the program's own name")
    }
    return arguments
  }

  static func environment(_ entry: YAMLEntry?) throws(RuntimeError) -> [String] {
    guard let entry else { return [] }
    var variables: [String] = []
    for (name, value) in try entry.pairs() {
      guard !name.isEmpty, !name.contains("="), !name.utf8.contains(0) else {
        throw value.refuse("the name of a variable must not be empty or contain `=`")
      }
      variables.append("\(name)=\(try value.text())")
    }
    return variables
  }
}
