/// Sections, symbols and relocations of one object file, as `readelf -W -S -s -r` prints them.
struct ObjectTable: Hashable, Sendable {
  struct Relocation: Hashable, Sendable {
    let section: String
    /// In bytes from the section's start.
    let offset: Int
    let symbol: String
  }

  /// A symbol with a size of its own.
  struct Variable: Hashable, Sendable {
    let name: String
    let section: String
    let range: Range<Int>
  }

  private(set) var relocations: [Relocation] = []
  private(set) var variables: [Variable] = []
  /// The sections that hold code, and those that hold data of the running program: no debugging
  /// information.
  private(set) var codeSections: Set<String> = []
  private(set) var dataSections: Set<String> = []
  /// By index.
  private var sectionNames: [String: String] = [:]

  init(parsing text: String) {
    var relocated = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("Relocation section") {
        // Relocation section '.rela.text' at offset ...
        let name = line.split(separator: "'").dropFirst().first ?? ""
        relocated = String(name.drop { $0 != "." }.dropFirst().drop { $0 != "." })
      } else if line.hasPrefix("  [") {
        addSection(line)
      } else {
        let words = line.split(separator: " ")
        addSymbol(words)
        addRelocation(words, of: relocated)
      }
    }
  }

  /// The variable of which `relocation` is a part.
  func variable(holding relocation: Relocation) -> String? {
    variables.first {
      $0.section == relocation.section && $0.range.contains(relocation.offset)
    }?.name
  }

  /// `  [ 1] .text PROGBITS 0000 000040 000152 00 AX 0 0 1`; the flags may be missing.
  private mutating func addSection(_ line: Substring) {
    guard let bracket = line.firstIndex(of: "]") else { return }
    let number = line[..<bracket].drop { $0 != "[" }.dropFirst().trimming { $0 == " " }
    let words = line[line.index(after: bracket)...].split(separator: " ")
    guard words.count == 10 else { return }
    let name = String(words[0])
    sectionNames[String(number)] = name
    let flags = words[6]
    if flags.contains("X") {
      codeSections.insert(name)
    } else if flags.contains("A") {
      dataSections.insert(name)
    }
  }

  /// `12: 0000000000000030 32 OBJECT LOCAL DEFAULT 5 local.0`
  private mutating func addSymbol(_ words: [Substring]) {
    guard words.count == 8, words[0].hasSuffix(":"), words[3] == "OBJECT",
      let section = sectionNames[String(words[6])], let start = Int(words[1], radix: 16),
      let size = words[2].hasPrefix("0x") ? Int(words[2].dropFirst(2), radix: 16) : Int(words[2])
    else { return }
    variables.append(
      Variable(name: String(words[7]), section: section, range: start..<(start + size)))
  }

  /// `000c 001000000004 R_X86_64_PLT32 0000 getpid - 4`; without an addend on some machines.
  private mutating func addRelocation(_ words: [Substring], of section: String) {
    guard words.count >= 5, words[2].hasPrefix("R_"), let offset = Int(words[0], radix: 16)
    else { return }
    relocations.append(
      Relocation(section: section, offset: offset, symbol: String(words[4])))
  }
}

extension Substring {
  fileprivate func trimming(where matches: (Character) -> Bool) -> Substring {
    var rest = drop(while: matches)
    while let last = rest.last, matches(last) { rest.removeLast() }
    return rest
  }
}
