import Foundation

/// The intents of a series, as they stand in its `intents.json`.
package struct Intents: Hashable, Sendable {
  /// The name of the file in the series' directory.
  package static let fileName = "intents.json"

  /// Sorted by file, function, rule and enclosing, each once.
  package let all: [Intent]

  package init(_ intents: [Intent]) {
    all = Set(intents).sorted { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
  }

  package var isEmpty: Bool { all.isEmpty }

  private static func key(_ intent: Intent) -> [String] {
    [intent.file, intent.function, intent.rule, intent.enclosing, String(intent.count)]
  }

  private struct Stored: Codable {
    let schema: Int
    let intents: [Intent]
  }

  /// The file's bytes: the same intents give the same bytes.
  package func encoded() throws(SeriesError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try Array(encoder.encode(Stored(schema: 1, intents: all))) + [ByteLines.lineFeed]
    } catch {
      throw .unwritable(path: Self.fileName, reason: "\(error)")
    }
  }

  package init(decoding bytes: [UInt8], path: String) throws(SeriesError) {
    let stored: Stored
    do {
      stored = try JSONDecoder().decode(Stored.self, from: Data(bytes))
    } catch DecodingError.dataCorrupted(let context) {
      throw .unreadable(path: path, reason: context.debugDescription)
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
    guard stored.schema == 1 else {
      throw .unreadable(
        path: path, reason: "schema \(stored.schema) is of another fdport; this one knows 1")
    }
    self.init(stored.intents)
  }
}
