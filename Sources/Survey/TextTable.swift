import Cache
import Compilation
import Crypto
import Foundation
import Lexing

/// The texts of a tree and of the headers that it uses: each read and summarised once, and not at all
/// where nothing has changed since the last audit.
final class TextTable {
  struct Text: Sendable {
    let path: String
    let signature: FileSignature
    /// SHA-256 of the content.
    let digest: [UInt8]
    let summary: TextSummary
    let isOfProject: Bool
  }

  private(set) var texts: [Text] = []
  private var numbers: [String: Int?] = [:]
  private let remembered: [String: Text]
  private let roots: [String]
  private let interest: Set<Word>
  /// How many texts were read.
  private(set) var readings = 0

  /// `remembered` are texts of an earlier audit with the same names of interest and the same root.
  init(root: String, interest: Set<Word>, remembered: [Text]) {
    let resolved = URL(filePath: root).resolvingSymlinksInPath().path
    roots = [AbsolutePath.normalised(root), resolved].map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.interest = interest
    self.remembered = Dictionary(remembered.map { ($0.path, $0) }) { first, _ in first }
  }

  /// Whether the last audit of the tree did not meet the text as it is now.
  func isNew(_ number: Int) -> Bool {
    let text = texts[number]
    return remembered[text.path]?.signature != text.signature
  }

  /// The number of the text at `path`; nil if it cannot be read.
  func number(of path: String) -> Int? {
    if let known = numbers[path] { return known }
    let place = canonical(path)
    if place != path, let known = numbers[place] {
      numbers[path] = .some(known)
      return known
    }
    let text = known(place) ?? read(place)
    let number = text.map { text in
      texts.append(text)
      return texts.count - 1
    }
    numbers[path] = .some(number)
    numbers[place] = .some(number)
    return number
  }

  /// Reads those that are not known yet, several at a time.
  func prepare(_ paths: [String]) {
    let unknown = paths.map(canonical).filter { numbers[$0] == nil && known($0) == nil }
    let read = UnsafeMutableBufferPointer<Text?>.allocate(capacity: unknown.count)
    read.initialize(repeating: nil)
    defer {
      read.deinitialize()
      read.deallocate()
    }
    nonisolated(unsafe) let slots = read
    let reader = TextReader(roots: roots, interest: interest)
    DispatchQueue.concurrentPerform(iterations: unknown.count) { number in
      slots[number] = reader.read(unknown[number])
    }
    for (path, text) in zip(unknown, read) where numbers[path] == nil {
      guard let text else { continue }
      readings += 1
      texts.append(text)
      numbers[path] = .some(texts.count - 1)
    }
  }

  private func known(_ path: String) -> Text? {
    guard let text = remembered[path], FileSignature(path) == text.signature else { return nil }
    return text
  }

  private func read(_ path: String) -> Text? {
    readings += 1
    return TextReader(roots: roots, interest: interest).read(path)
  }

  /// Without `..`, if that leads to the same file: else every way through a pair of directories that
  /// include each other would be a text of its own.
  private func canonical(_ path: String) -> String {
    guard TextTable.isIndirect(path) else { return path }
    let short = AbsolutePath.normalised(path)
    guard let one = FileSignature(path), let other = FileSignature(short) else { return path }
    return one.inode == other.inode && one.device == other.device ? short : path
  }
}

extension TextTable {
  /// Whether `path` holds `//`, `/./` or `/../`; Foundation's search for a string takes a microsecond each.
  fileprivate static func isIndirect(_ path: String) -> Bool {
    let slash = UInt8(ascii: "/")
    let dot = UInt8(ascii: ".")
    var path = path
    return path.withUTF8 { bytes in
      bytes.indices.dropFirst().contains { index in
        guard bytes[index] == slash else { return false }
        let before = bytes[index - 1]
        if before == slash { return true }
        guard before == dot, index >= 2 else { return false }
        return bytes[index - 2] == slash
          || (bytes[index - 2] == dot && index >= 3 && bytes[index - 3] == slash)
      }
    }
  }
}

/// Reads one text and summarises it.
private struct TextReader: Sendable {
  let roots: [String]
  let interest: Set<Word>

  func read(_ path: String) -> TextTable.Text? {
    // The signature comes first: what is written in between makes the next audit read again.
    guard let signature = FileSignature(path), !signature.isDirectory,
      let bytes = FileBytes.read(path)
    else { return nil }
    let isOfProject = isOfProject(path)
    return TextTable.Text(
      path: path, signature: signature, digest: Array(SHA256.hash(data: bytes)),
      summary: TextSummarizer.summary(of: bytes, isOfProject: isOfProject, interest: interest),
      isOfProject: isOfProject)
  }

  /// The same question that the parser's side asks: beneath the root, by either name of it.
  private func isOfProject(_ path: String) -> Bool {
    let plain = AbsolutePath.normalised(path)
    if roots.contains(where: plain.hasPrefix) { return true }
    let resolved = URL(filePath: plain).resolvingSymlinksInPath().path
    return roots.contains(where: resolved.hasPrefix)
  }
}
