import Foundation
import Lexing

/// Texts with their summaries as bytes: a few arrays of words are quicker written down as they are than
/// as JSON. The format belongs to one version of the tool, which is part of the entry's name.
enum TextArchive {
  static func bytes(_ texts: [TextTable.Text], now: Int64) -> Data {
    var writer = Writer()
    // One that may still change without a sign is read again.
    let settled = texts.filter { $0.signature.isSettled(at: now) }
    writer.number(settled.count)
    for text in settled {
      writer.text(text.path)
      writer.plain(text.signature)
      writer.bytes(text.digest)
      writer.number(text.isOfProject ? 1 : 0)
      writer.summary(text.summary)
    }
    return writer.data
  }

  /// Nil if the bytes end too early.
  static func texts(_ data: Data) -> [TextTable.Text]? {
    data.withUnsafeBytes { bytes in
      var reader = Reader(bytes: bytes)
      let count = reader.number()
      var texts: [TextTable.Text] = []
      for _ in 0..<count {
        guard !reader.isDamaged else { return nil }
        let path = reader.text()
        let signature: FileSignature? = reader.plain()
        let digest = reader.bytes32()
        let isOfProject = reader.number() == 1
        let summary = reader.summary()
        guard let signature else { return nil }
        texts.append(
          TextTable.Text(
            path: path, signature: signature, digest: digest, summary: summary,
            isOfProject: isOfProject))
      }
      return reader.isDamaged ? nil : texts
    }
  }

  private struct Writer {
    var data = Data()

    mutating func number(_ value: Int) { plain(Int64(value)) }

    mutating func plain<Value: BitwiseCopyable>(_ value: Value) {
      withUnsafeBytes(of: value) { data.append(contentsOf: $0) }
    }

    mutating func bytes(_ bytes: [UInt8]) { data.append(contentsOf: bytes) }

    mutating func text(_ text: String) {
      number(text.utf8.count)
      data.append(contentsOf: text.utf8)
    }

    mutating func words(_ words: [Word]) {
      number(words.count)
      words.withUnsafeBytes { data.append(contentsOf: $0) }
    }

    mutating func list<Element>(_ list: [Element], _ write: (inout Writer, Element) -> Void) {
      number(list.count)
      for element in list { write(&self, element) }
    }

    mutating func summary(_ summary: TextSummary) {
      number((summary.hasComputedInclusion ? 1 : 0) + (summary.isUnreadable ? 2 : 0))
      list(summary.inclusions) {
        $0.number($1.isQuoted ? 1 : 0)
        $0.text($1.name)
      }
      words(summary.computedInclusions)
      words(summary.uses)
      words(summary.memberUses)
      list(summary.macros) { writer, macro in
        writer.text(macro.name)
        writer.number(macro.isAlias ? 1 : 0)
        writer.words(macro.words)
        writer.words(macro.memberWords)
        writer.list(macro.pastes) {
          $0.text($1.prefix)
          $0.number($1.suffix == nil ? 0 : 1)
          $0.text($1.suffix ?? "")
        }
      }
      list(summary.renamings) { writer, renaming in
        writer.words(renaming.markers)
        writer.list(renaming.names) { $0.text($1) }
      }
    }
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var offset = 0
    var isDamaged = false

    init(bytes: UnsafeRawBufferPointer) {
      self.bytes = bytes
    }

    mutating func plain<Value: BitwiseCopyable>() -> Value? {
      let size = MemoryLayout<Value>.size
      guard bytes.count - offset >= size else {
        isDamaged = true
        return nil
      }
      defer { offset += size }
      return bytes.loadUnaligned(fromByteOffset: offset, as: Value.self)
    }

    mutating func number() -> Int { (plain() as Int64?).map(Int.init) ?? 0 }

    /// Room for `count` elements of `size` bytes; nil if the bytes end before.
    private mutating func take(_ count: Int, of size: Int = 1) -> UnsafeRawBufferPointer? {
      guard count >= 0, count <= (bytes.count - offset) / size else {
        isDamaged = true
        return nil
      }
      defer { offset += count * size }
      return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count * size])
    }

    mutating func bytes32() -> [UInt8] { take(32).map(Array.init) ?? [] }

    mutating func text() -> String {
      take(number()).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    mutating func words() -> [Word] {
      let count = number()
      guard let raw = take(count, of: MemoryLayout<Word>.size) else { return [] }
      return [Word](unsafeUninitializedCapacity: count) { buffer, initialized in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: raw)
        initialized = count
      }
    }

    mutating func list<Element>(_ read: (inout Reader) -> Element) -> [Element] {
      let count = number()
      // Each element has a byte at least.
      guard count >= 0, count <= bytes.count - offset else {
        isDamaged = true
        return []
      }
      var list: [Element] = []
      list.reserveCapacity(count)
      for _ in 0..<count where !isDamaged { list.append(read(&self)) }
      return list
    }

    mutating func summary() -> TextSummary {
      var summary = TextSummary()
      let flags = number()
      summary.hasComputedInclusion = flags & 1 != 0
      summary.isUnreadable = flags & 2 != 0
      summary.inclusions = list { reader in
        let isQuoted = reader.number() == 1
        return TextSummary.Inclusion(name: reader.text(), isQuoted: isQuoted)
      }
      summary.computedInclusions = words()
      summary.uses = words()
      summary.memberUses = words()
      summary.macros = list { reader in
        let name = reader.text()
        let isAlias = reader.number() == 1
        let words = reader.words()
        let memberWords = reader.words()
        let pastes = reader.list { reader in
          let prefix = reader.text()
          let hasSuffix = reader.number() == 1
          let suffix = reader.text()
          return Paste(prefix: prefix, suffix: hasSuffix ? suffix : nil)
        }
        return MacroSummary(
          name: name, words: words, memberWords: memberWords, pastes: pastes, isAlias: isAlias)
      }
      summary.renamings = list { reader in
        let markers = reader.words()
        return Renaming(markers: markers, names: reader.list { $0.text() })
      }
      return summary
    }
  }
}
