/// The spellings of tokens, each once, by number: what a preprocessor compares are numbers.
///
/// Spellings are compared byte by byte, unlike ``Word``: a wrong match here could hide a site.
package final class Spellings {
  private var slots: [Int32]
  private var starts: [Int] = [0]
  private var bytes: [UInt8] = []
  package private(set) var words: [Word] = []

  package init() {
    slots = [Int32](repeating: -1, count: 1 << 15)
  }

  package var count: Int { words.count }

  package func number(of text: String) -> Int32 {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  package func number(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    var hash = Word.seed
    for byte in text { hash = Word.adding(byte, to: hash) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot] >= 0 {
      if words[Int(slots[slot])].hash == hash && isSpelled(slots[slot], text) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let number = Int32(words.count)
    slots[slot] = number
    words.append(Word(hash: hash))
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
    if words.count * 2 > slots.count { grow() }
    return number
  }

  private func isSpelled(_ number: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    self[number].elementsEqual(text)
  }

  package subscript(number: Int32) -> ArraySlice<UInt8> {
    bytes[starts[Int(number)]..<starts[Int(number) + 1]]
  }

  package func text(_ number: Int32) -> String { String(decoding: self[number], as: UTF8.self) }

  private func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, word) in words.enumerated() {
      var slot = Int(truncatingIfNeeded: word.hash >> 32) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }
}
