import Catalogue
import Findings
import Lexing

/// What inline assembly does past the compiler: system calls, and calls of functions by name.
struct AssemblyReader {
  /// Finds a project's macro by name: the file's text and the range of its body.
  let macro: (String) -> (text: SourceText, range: SiteAnatomy.ByteRange)?
  private(set) var makesSystemCalls = false
  /// The symbols that it calls, jumps to or loads the address of.
  private(set) var symbols: [String] = []

  /// The instructions by which Linux is entered on x86, Arm and RISC-V.
  private static let entries: Set = ["syscall", "sysenter", "svc", "swi", "ecall", "scall"]
  private static let transfers: Set = [
    "call", "callq", "calll", "jmp", "jmpq", "bl", "b", "tail", "jal", "lea", "leaq",
  ]

  init(
    _ range: SiteAnatomy.ByteRange, of text: SourceText,
    macro: @escaping (String) -> (text: SourceText, range: SiteAnatomy.ByteRange)?
  ) {
    self.macro = macro
    var pieces: [String] = []
    var adjoins = false
    collect(range, of: text, into: &pieces, adjoins: &adjoins, depth: 0)
    for piece in pieces { read(piece) }
  }

  /// Adjoining literals are one (C11 6.4.5); macros between them count as what they hold.
  private func collect(
    _ range: SiteAnatomy.ByteRange, of text: SourceText, into pieces: inout [String],
    adjoins: inout Bool, depth: Int
  ) {
    var scanner = SourceScanner(text.bytes, from: range.start)
    while scanner.offset < range.end, let byte = scanner.peek() {
      let start = scanner.offset
      if SourceScanner.isIdentifierByte(byte) {
        let word = text.word(at: start)
        scanner.passWord()
        // No chain of macros that people write is deeper; a cycle must end.
        if depth < 16, let body = macro(word) {
          collect(body.range, of: body.text, into: &pieces, adjoins: &adjoins, depth: depth + 1)
        } else {
          adjoins = false
        }
        continue
      }
      switch scanner.next() {
      case .literal:
        let inside = text.bytes[(start + 1)..<max(start + 1, scanner.offset - 1)]
        let literal = String(decoding: inside, as: UTF8.self)
        if adjoins, let last = pieces.popLast() {
          pieces.append(last + literal)
        } else {
          pieces.append(literal)
        }
        adjoins = true
      case .byte: adjoins = false
      default: break
      }
    }
  }

  /// Reads one string of assembly as it stands in the source, escapes included.
  private mutating func read(_ piece: String) {
    let lines = piece.replacing("\\n", with: "\n").replacing("\\t", with: " ")
      .split { $0 == "\n" || $0 == ";" }
    for line in lines {
      var words = line.split { !($0.isLetter || $0.isNumber || "_.$%@:#".contains($0)) }
      while words.first?.hasSuffix(":") == true { words.removeFirst() }
      guard let instruction = words.first.map(String.init) else { continue }
      if AssemblyReader.entries.contains(instruction) { makesSystemCalls = true }
      if instruction == "int", let vector = words.dropFirst().first {
        let number = vector.drop { $0 == "$" }
        if ["0x80", "128"].contains(number.lowercased()) { makesSystemCalls = true }
      }
      if AssemblyReader.transfers.contains(instruction) {
        symbols += words.dropFirst().compactMap { $0.split(separator: "@").first.map(String.init) }
      }
    }
  }
}
