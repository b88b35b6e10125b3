import Tools

/// One instruction as objdump prints it, with the name that its relocation refers to.
struct Instruction {
  let address: String
  let operation: Substring
  /// In AT&T order: the destination is the last.
  let operands: [Substring]
  var relocation: Substring?

  /// The address that a direct jump goes to; one with a relocation leaves the function.
  var target: String? {
    guard relocation == nil, operation.first == "j", let word = operands.first, word.first != "*"
    else { return nil }
    return String(word.prefix { $0 != " " })
  }

  var endsFlow: Bool {
    operation.hasPrefix("jmp") || operation.hasPrefix("ret") || operation == "ud2"
      || operation == "hlt"
  }
}

/// The functions of an archive's members, from `objdump -dr`.
struct Disassembly {
  struct Function {
    let member: String
    var instructions: [Instruction] = []
  }

  private(set) var functions: [Function] = []

  init(archive: String) async throws {
    let outcome = try await Tool("objdump", ["-dr", "--no-show-raw-insn", archive]).run()
    try self.init(text: outcome.text, isSuccess: outcome.isSuccess)
  }

  init(text: String, isSuccess: Bool = true) throws {
    guard isSuccess else { throw DisassemblyError.objdumpFailed }
    var member = ""
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let line = Substring(line)
      if line.hasSuffix("file format elf64-x86-64") {
        member = String(line.prefix { $0 != ":" })
      } else if line.hasSuffix(">:") {
        functions.append(Function(member: member))
      } else if let relocation = Disassembly.relocation(line) {
        Disassembly.attach(relocation, to: &functions)
      } else if let instruction = Disassembly.instruction(line), !functions.isEmpty {
        functions[functions.count - 1].instructions.append(instruction)
      }
    }
  }

  private static func attach(_ relocation: Substring, to functions: inout [Function]) {
    guard let last = functions.indices.last, !functions[last].instructions.isEmpty else { return }
    functions[last].instructions[functions[last].instructions.count - 1].relocation = relocation
  }

  /// After three tabs: `12: R_X86_64_PLT32`, a tab and `name-0x4`.
  private static func relocation(_ line: Substring) -> Substring? {
    guard line.hasPrefix("\t\t\t"), let tab = line.lastIndex(of: "\t") else { return nil }
    return line[line.index(after: tab)...].prefix { $0 != "-" && $0 != "+" }
  }

  /// `   5:`, a tab and `mov    $0x2,%eax`.
  private static func instruction(_ line: Substring) -> Instruction? {
    guard let tab = line.firstIndex(of: "\t"), line[..<tab].last == ":" else { return nil }
    let address = String(line[..<tab].dropLast().drop { $0 == " " })
    let words = line[line.index(after: tab)...].split(separator: " ", maxSplits: 1)
    guard let operation = words.first else { return nil }
    let operands = words.count > 1 ? Disassembly.operands(words[1]) : []
    return Instruction(address: address, operation: operation, operands: operands)
  }

  /// Splits at the commas outside parentheses; drops objdump's comment.
  private static func operands(_ text: Substring) -> [Substring] {
    var result: [Substring] = []
    var depth = 0
    let text = text.prefix { $0 != "#" }
    var start = text.startIndex
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if text[index] == "," && depth == 0 {
        result.append(text[start..<index].drop { $0 == " " })
        start = text.index(after: index)
      }
    }
    result.append(text[start...].drop { $0 == " " })
    return result
  }
}

enum DisassemblyError: Error {
  case objdumpFailed
}
