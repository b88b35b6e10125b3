import Foundation
import Tools

/// Source lines of addresses, by addr2line(1) of binutils; none where the program has no debug
/// information or the tool is missing.
struct SourceLines {
  struct Place: Hashable {
    let file: String
    let line: Int
  }

  private let places: [UInt64: Place]

  init(of addresses: Set<UInt64>, in program: String) async {
    let order = addresses.sorted()
    guard !order.isEmpty,
      let outcome = try? await Tool(
        "addr2line", ["-e", program] + order.map { "0x" + String($0, radix: 16) }
      ).run(), outcome.isSuccess
    else {
      places = [:]
      return
    }
    let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
    var places: [UInt64: Place] = [:]
    for (address, line) in zip(order, lines) {
      places[address] = Self.place(line)
    }
    self.places = places
  }

  subscript(address: UInt64) -> Place? { places[address] }

  /// `FILE:LINE`, perhaps with ` (discriminator N)`; `??:0` and `FILE:?` are no places.
  private static func place(_ text: Substring) -> Place? {
    let words = text.prefix { $0 != " " }
    guard let colon = words.lastIndex(of: ":"), let line = Int(words[words.index(after: colon)...]),
      line > 0, words.first != "?"
    else { return nil }
    return Place(file: String(words[..<colon]), line: line)
  }
}
