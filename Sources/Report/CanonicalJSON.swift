import Foundation

/// JSON as every command prints it: the same bytes for equal values.
package enum CanonicalJSON {
  /// Sorted keys, two spaces, one line feed at the end.
  package static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try String(decoding: encoder.encode(value), as: UTF8.self) + "\n"
  }
}
