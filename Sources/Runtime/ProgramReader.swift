import CLinux

/// Reads `!program`.
struct ProgramReader {
  let entry: YAMLEntry

  func read() throws(RuntimeError) -> GrantCollection.Reading {
    guard entry.isMapping else {
      let path = GrantedPath(path: try text(entry))
      return GrantCollection.Reading(
        entry, .program(ProgramGrant(path: path, arguments: [Self.name(of: path)])))
    }
    let fields = try entry.fields([
      "path", "follow", "arguments", "more-arguments", "environment", "pass", "children", "fd",
    ])
    guard let path = fields["path"] else { throw entry.refuse("has no path") }
    let granted = GrantedPath(
      path: try text(path), followsLinks: try fields["follow"].truth())
    let program = ProgramGrant(
      path: granted,
      arguments: try GrantsReader.arguments(fields["arguments"], name: Self.name(of: granted)),
      moreArguments: try number(
        fields["more-arguments"], in: 0...Int(FDPORT_REQUEST_ARGUMENTS), otherwise: 0),
      environment: try GrantsReader.environment(fields["environment"]),
      passes: try passes(fields["pass"]),
      children: try number(
        fields["children"], in: 1...256, otherwise: ProgramGrant.standardChildren))
    return GrantCollection.Reading(
      entry, .program(program), number: try LeafReader.number(fields["fd"]))
  }

  private static func name(of path: GrantedPath) -> String {
    path.path.split(separator: "/").last.map(String.init) ?? path.path
  }

  private func text(_ entry: YAMLEntry) throws(RuntimeError) -> String {
    let text = try entry.text()
    guard !text.isEmpty else { throw entry.refuse("must not be empty") }
    return text
  }

  private func number(
    _ entry: YAMLEntry?, in range: ClosedRange<Int>, otherwise standard: Int
  ) throws(RuntimeError) -> Int {
    guard let entry else { return standard }
    return try entry.number(in: range)
  }

  /// A list of names, or a mapping of names to rights.
  private func passes(_ entry: YAMLEntry?) throws(RuntimeError) -> [ProgramGrant.Pass] {
    guard let entry else { return [] }
    var passes: [ProgramGrant.Pass] = []
    func add(_ name: String, _ rights: Rights?, _ entry: YAMLEntry) throws(RuntimeError) {
      guard !passes.contains(where: { $0.name == name }) else {
        throw entry.refuse("names \(name) twice")
      }
      passes.append(ProgramGrant.Pass(name: name, rights: rights, place: entry.place))
    }
    if entry.isList {
      for element in try entry.elements() { try add(try text(element), nil, element) }
    } else {
      for (name, rights) in try entry.pairs() {
        try add(name, rights.isNull ? nil : try RightsReader.directory(rights), rights)
      }
    }
    return passes
  }
}
