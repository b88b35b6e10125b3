import Foundation

/// Where messages go. Nobody is left to tell if that fails.
enum StandardError {
  static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
