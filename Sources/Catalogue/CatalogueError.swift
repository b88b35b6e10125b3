/// What is wrong with a catalogue file, and in which line.
package enum CatalogueError: Error, Hashable, CustomStringConvertible {
  case noRows(file: String)
  case wrongHeader(Place, expected: String)
  case missingColumn(Place, column: CatalogueColumn)
  case surplusColumn(Place, value: String)
  case emptyField(Place, column: CatalogueColumn)
  case unknownValue(Place, column: CatalogueColumn, value: String, known: [String])
  case duplicate(Place, name: String, firstLine: Int)
  case unsorted(Place, name: String, previous: String)
  case missingFailure(Place, name: String)
  case failureOfObject(Place, name: String)
  case allowedEverywhere(Place, name: String)

  /// A line of the file, counted from 1.
  package struct Place: Hashable, Sendable {
    package let file: String
    package let line: Int

    package init(file: String, line: Int) {
      self.file = file
      self.line = line
    }
  }

  package var description: String {
    switch self {
    case .noRows(let file):
      "\(file): the catalogue has no rows; restore the file"
    case .wrongHeader(let place, let expected):
      at(place, "the first line that is no comment must name the columns: \(expected)")
    case .missingColumn(let place, let column):
      at(place, "the column \(column.rawValue) is missing; write - for none")
    case .surplusColumn(let place, let value):
      at(place, "there is a column too many: \(value)")
    case .emptyField(let place, let column):
      at(place, "the column \(column.rawValue) is empty; write - for none")
    case .unknownValue(let place, let column, let value, let known):
      at(
        place,
        "the column \(column.rawValue) says \(value); it can be \(known.joined(separator: ", "))")
    case .duplicate(let place, let name, let firstLine):
      at(place, "\(name) stands in line \(firstLine) already; remove one of them")
    case .unsorted(let place, let name, let previous):
      at(place, "\(name) must stand before \(previous): rows are sorted by name, by bytes")
    case .missingFailure(let place, let name):
      at(place, "\(name) is a function, but the column failure does not say how it fails")
    case .failureOfObject(let place, let name):
      at(place, "\(name) is an object; it cannot fail: write - into the column failure")
    case .allowedEverywhere(let place, let name):
      at(place, "\(name) is allowed in every profile, so it has no place in the catalogue")
    }
  }

  private func at(_ place: Place, _ reason: String) -> String {
    "\(place.file):\(place.line): \(reason)"
  }
}
