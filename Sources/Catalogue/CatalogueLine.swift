/// One data line of a catalogue file, split into its columns, each known to be there.
struct CatalogueLine {
  let place: CatalogueError.Place
  private let fields: [Substring]

  init(_ line: Substring, at place: CatalogueError.Place) throws(CatalogueError) {
    self.place = place
    fields = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map(Substring.init)
    let columns = CatalogueColumn.allCases
    if fields.count < columns.count {
      throw .missingColumn(place, column: columns[fields.count])
    }
    if fields.count > columns.count {
      throw .surplusColumn(place, value: String(fields[columns.count]))
    }
    for (column, field) in zip(columns, fields)
    where field.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) {
      throw .emptyField(place, column: column)
    }
  }

  func row() throws(CatalogueError) -> CatalogueRow {
    let name = self[.name]
    let kind: CatalogueRow.Kind = try value(.kind)
    let levels: [Profile: Level] = [
      .fdOnly: try value(.fdOnly), .cloudABI: try value(.cloudABI), .wasi: try value(.wasi),
    ]
    if levels.values.allSatisfy({ $0 == .allowed }) {
      throw .allowedEverywhere(place, name: name)
    }
    let descend = optional(.descend)
    let isDegraded = descend == Presence.degraded.rawValue
    return CatalogueRow(
      name: name, kind: kind, header: self[.header],
      linkAliases: optional(.linkAliases)?.split(separator: ",").map(String.init) ?? [],
      authority: try value(.authority), levels: levels, featureMacro: self[.featureMacro],
      failure: try failure(of: kind, named: name), replacement: optional(.replacement),
      descend: isDegraded ? nil : descend, isDegraded: isDegraded, reason: self[.reason])
  }

  private subscript(column: CatalogueColumn) -> String {
    // The cases stand in the order of the columns, and the initialiser has counted the fields.
    CatalogueColumn.allCases.firstIndex(of: column).map { String(fields[$0]) } ?? ""
  }

  private func optional(_ column: CatalogueColumn) -> String? {
    self[column] == "-" ? nil : self[column]
  }

  private func value<Value>(_ column: CatalogueColumn) throws(CatalogueError) -> Value
  where Value: RawRepresentable<String> & CaseIterable {
    guard let value = Value(rawValue: self[column]) else {
      throw .unknownValue(
        place, column: column, value: self[column], known: Value.allCases.map(\.rawValue))
    }
    return value
  }

  private func failure(
    of kind: CatalogueRow.Kind, named name: String
  ) throws(CatalogueError) -> FailureConvention? {
    guard let notation = optional(.failure) else {
      if kind == .function { throw .missingFailure(place, name: name) }
      return nil
    }
    if kind == .object { throw .failureOfObject(place, name: name) }
    guard let convention = FailureConvention(notation: notation) else {
      throw .unknownValue(
        place, column: .failure, value: notation,
        known: ["-1 ENOSYS", "NULL ENOSYS", "=ENOSYS", "!EAI_FAIL", "void"])
    }
    return convention
  }
}
