import Catalogue
import Foundation
import Testing

/// Holds each row against the headers of the C libraries, so that a misspelt name is caught.
///
/// Some names are glibc's alone and some are musl's alone, so both are needed.
@Suite struct DeclarationTests {
  static let musl = directories([
    "/usr/include/x86_64-linux-musl", "/usr/include/aarch64-linux-musl",
  ])
  static let glibc =
    directories(["/usr/include"])
    + directories(["/usr/include/x86_64-linux-gnu", "/usr/include/aarch64-linux-gnu"])

  @Test(
    .enabled("needs the headers of both musl (musl-dev) and glibc (libc6-dev)") {
      !musl.isEmpty && glibc.count > 1
    }
  )
  func eachNameIsDeclaredInItsHeader() {
    var wordsOfHeader: [String: Set<Substring>] = [:]
    for row in Catalogue.bundled.rows where row.header != "-" {
      let words = wordsOfHeader[row.header] ?? words(inHeader: row.header)
      wordsOfHeader[row.header] = words
      #expect(words.contains(Substring(row.name)), "<\(row.header)> does not declare \(row.name)")
    }
    #expect(wordsOfHeader.count > 40)
  }

  /// The identifiers of a header in each C library and of the parts that it includes from `bits/`.
  private func words(inHeader header: String) -> Set<Substring> {
    var words: Set<Substring> = []
    for directory in Self.musl + Self.glibc {
      guard let text = Self.text(header, in: directory) else { continue }
      words.formUnion(identifiers(of: text))
      for part in text.split(separator: "\n") where part.contains("include <bits/") {
        guard let name = part.split(whereSeparator: { "<>".contains($0) }).dropFirst().first else {
          continue
        }
        for directory in Self.glibc {
          words.formUnion(identifiers(of: Self.text(String(name), in: directory) ?? ""))
        }
      }
    }
    return words
  }

  private func identifiers(of text: String) -> [Substring] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
  }

  private static func text(_ header: String, in directory: String) -> String? {
    FileManager.default.contents(atPath: "\(directory)/\(header)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static func directories(_ paths: [String]) -> [String] {
    paths.filter { FileManager.default.fileExists(atPath: "\($0)/") }
  }
}
