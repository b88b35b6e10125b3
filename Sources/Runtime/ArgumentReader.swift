import YAML

/// Reads the `argument` of a grants file, whose tagged leaves become descriptors named by their path.
struct ArgumentReader {
  /// The tree before its descriptors have numbers.
  indirect enum Draft {
    case value(ArgumentTree)
    case list([Draft])
    case mapping([(key: String, value: Draft)])
    /// By the index of its reading.
    case descriptor(Int)

    func numbered(_ grants: [Grant]) -> ArgumentTree {
      switch self {
      case .value(let value): value
      case .list(let drafts): .list(drafts.map { $0.numbered(grants) })
      case .mapping(let members):
        .mapping(
          members.map { ArgumentTree.Member(key: $0.key, value: $0.value.numbered(grants)) })
      case .descriptor(let index): .descriptor(grants[index].number)
      }
    }
  }

  let entry: YAMLEntry

  func read(into collection: inout GrantCollection) throws(RuntimeError) -> Draft {
    try draft(entry, path: "", &collection)
  }

  private func draft(
    _ entry: YAMLEntry, path: String, _ collection: inout GrantCollection
  ) throws(RuntimeError) -> Draft {
    if entry.tag != nil {
      var reading = try LeafReader(entry: entry).read()
      reading.name = path.isEmpty ? "argument" : path
      return .descriptor(try collection.add(reading))
    }
    try refuseForeignTag(entry)
    if entry.isMapping {
      var members: [(key: String, value: Draft)] = []
      for (key, value) in try entry.pairs() {
        guard !key.hasPrefix("!") else {
          throw value.refuse("a key must not begin with `!`, by which descriptors are told in JSON")
        }
        guard !key.utf8.contains(0) else { throw value.refuse("must not contain a zero byte") }
        members.append((key, try draft(value, path: joined(path, key), &collection)))
      }
      return .mapping(members)
    }
    if entry.isList {
      var drafts: [Draft] = []
      for (index, element) in try entry.elements().enumerated() {
        drafts.append(try draft(element, path: joined(path, "\(index)"), &collection))
      }
      return .list(drafts)
    }
    return .value(try scalar(entry))
  }

  private func scalar(_ entry: YAMLEntry) throws(RuntimeError) -> ArgumentTree {
    let text = try entry.text()
    guard entry.isPlain else { return .text(text) }
    switch ScalarSchema.value(of: text) {
    case .null: return .null
    case .truth(let value): return .truth(value)
    case .integer(let digits): return .integer(digits)
    case .real(let value): return .real(value)
    case .beyond(let reason): throw entry.refuse("\(text) \(reason)")
    case .text: return .text(text)
    }
  }

  /// `!!str` makes a text of anything; the other types of YAML are what a value looks like anyway.
  private func refuseForeignTag(_ entry: YAMLEntry) throws(RuntimeError) {
    let tag = entry.node.tag
    guard !tag.isEmpty, tag != "!" else { return }
    let isText = tag == "tag:yaml.org,2002:str" && entry.isScalar
    let isMapping = tag == "tag:yaml.org,2002:map" && entry.isMapping
    let isList = tag == "tag:yaml.org,2002:seq" && entry.isList
    guard isText || isMapping || isList else {
      throw entry.refuse("the tag \(tag) is not taken: leave it out, or write !!str for a text")
    }
  }

  private func joined(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }
}
