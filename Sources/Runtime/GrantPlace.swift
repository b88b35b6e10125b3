/// Where in a grants file something is said.
package struct GrantPlace: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// Starting from 1; 0 for what was said on the command line.
  package let line: Int
  package let column: Int
  /// The keys from the root, as `descriptors.3.path`.
  package let key: String

  package init(file: String, line: Int, column: Int, key: String) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
  }

  package var description: String {
    line == 0 ? "\(file): \(key)" : "\(file):\(line):\(column): \(key)"
  }
}
