import Foundation

/// File contents travel to the worker inside JSON, which cannot carry bytes that are not UTF-8.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
  }

  static func decode(_ text: String) throws(SeriesError) -> [UInt8] {
    guard let data = Data(base64Encoded: text) else { throw .damagedMessage("not base64") }
    return Array(data)
  }
}
