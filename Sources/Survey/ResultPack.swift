import Findings
import Foundation

/// Results by their keys, as one entry of the store. What the preprocessor tells of units are hundreds of small
/// results: to write a file for each takes longer than to find out again.
struct ResultPack {
  /// The results as JSON.
  private(set) var results: [String: Data] = [:]

  init(_ results: [(key: String, result: UnitResult)]) {
    for (key, result) in results { self.results[key] = try? JSONEncoder().encode(result) }
  }

  /// Takes what is damaged for nothing.
  init(_ data: Data) {
    for line in data.split(separator: UInt8(ascii: "\n")) {
      guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      results[String(decoding: line[..<space], as: UTF8.self)] = Data(line[(space + 1)...])
    }
  }

  /// A line for each, in the order of the keys. JSON as ``JSONEncoder`` writes it has no line breaks, and no key has
  /// a blank.
  var data: Data {
    var data = Data()
    for (key, result) in results.sorted(by: { $0.key < $1.key }) {
      data += Data("\(key) ".utf8) + result + Data("\n".utf8)
    }
    return data
  }

  subscript(key: String) -> UnitResult? {
    results[key].flatMap { try? JSONDecoder().decode(UnitResult.self, from: $0) }
  }
}
