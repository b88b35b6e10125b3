import Foundation

/// The text of a compile database as a list of entries, whatever they hold.
struct DatabaseText {
  let entries: [Any]
  let isOfFragments: Bool

  init(_ bytes: [UInt8], path: String) throws(CompilationError) {
    let data = DatabaseText.repaired(bytes)
    do throws(CompilationError) {
      let json = try DatabaseText.parse(data, path: path)
      // One fragment alone, whose comma somebody took away.
      let isFragment = (json as? [String: Any])?["directory"] != nil
      guard let list = isFragment ? [json] : json as? [Any] else { throw .notAList(path: path) }
      entries = list
      isOfFragments = isFragment
    } catch {
      guard let list = DatabaseText.fragments(data, path: path) else { throw error }
      entries = list
      isOfFragments = true
    }
  }

  private static func parse(_ data: Data, path: String) throws(CompilationError) -> Any {
    do {
      return try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
      throw .notJSON(path: path, reason: reason ?? "it cannot be parsed")
    }
  }

  /// `clang -MJ` writes one object and a comma for each unit; put together they are a list without
  /// brackets and with a comma at its end (Clang, "JSON Compilation Database Format"). The parser
  /// itself forgives that comma before a bracket.
  private static func fragments(_ data: Data, path: String) -> [Any]? {
    var text = String(decoding: data, as: UTF8.self)[...].trimmed
    guard text.first == "{", text.last == "," || text.last == "}" else { return nil }
    if text.last == "," { text = text.dropLast() }
    let list = try? parse(Data("[\(text)]".utf8), path: path) as? [Any]
    return list?.contains { ($0 as? [String: Any])?["directory"] != nil } == true ? list : nil
  }

  /// A byte that is not UTF-8, as in a path in Latin-1, must not take the other entries along: its
  /// place is taken by U+FFFD, and the entry is found by that. UTF-16 and UTF-32 are left to the parser.
  private static func repaired(_ bytes: [UInt8]) -> Data {
    let isWide = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
    guard !isWide, !bytes.prefix(4).contains(0), String(validating: bytes, as: UTF8.self) == nil
    else { return Data(bytes) }
    return Data(String(decoding: bytes, as: UTF8.self).utf8)
  }
}

extension Substring {
  /// Without the blanks of JSON (RFC 8259, 2) at both ends.
  fileprivate var trimmed: Substring {
    let isBlank = { (character: Character) in " \t\n\r\r\n".contains(character) }
    var text = drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }
}
