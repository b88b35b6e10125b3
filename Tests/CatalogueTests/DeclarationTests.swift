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
    var namesOfHeader: [String: Set<Substring>] = [:]
    for row in Catalogue.bundled.rows where row.header != "-" && row.kind == .function {
      let names = namesOfHeader[row.header] ?? calledNames(inHeader: row.header)
      namesOfHeader[row.header] = names
      let isDeclared = names.contains(Substring(row.name))
      #expect(isDeclared, "<\(row.header)> does not declare \(row.name)")
    }
    #expect(namesOfHeader.count > 40)
  }

  /// The names before an opening parenthesis in a header of each C library and in the parts that
  /// it includes from `bits/`.
  private func calledNames(inHeader header: String) -> Set<Substring> {
    var names: Set<Substring> = []
    for directory in Self.musl + Self.glibc {
      guard let text = Self.text(header, in: directory) else { continue }
      names.formUnion(calledNames(of: text))
      for line in text.split(separator: "\n") where line.contains("include <bits/") {
        let part = line.split(whereSeparator: { "<>".contains($0) }).dropFirst().first ?? ""
        for directory in Self.glibc {
          names.formUnion(calledNames(of: Self.text(String(part), in: directory) ?? ""))
        }
      }
    }
    return names
  }

  private func calledNames(of text: String) -> [Substring] {
    text.split(separator: "(", omittingEmptySubsequences: false).compactMap { piece in
      let words = piece.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
      return words.last
    }
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
