/// Words of C that the summarising lexer knows, by hash.
enum SourceWords {
  private static let structHash = Word("struct").hash
  private static let unionHash = Word("union").hash
  private static let enumHash = Word("enum").hash

  @inline(__always)
  static func isTag(_ hash: UInt64) -> Bool {
    hash == structHash || hash == unionHash || hash == enumHash
  }

  /// After one of them, and stars, a name is being declared.
  static let types = hashes([
    "void", "int", "char", "short", "long", "float", "double", "signed", "unsigned", "_Bool",
    "const",
    "restrict", "__restrict", "volatile",
  ])

  /// What makes an expression of what stands among declarations.
  static let operators = hashes([
    "sizeof", "typeof", "__typeof__", "__typeof", "_Alignof", "__alignof__", "_Alignas",
    "_Static_assert", "static_assert", "__builtin_offsetof", "typeof_unqual",
  ])

  static let rawStringPrefixes = hashes(["R", "LR", "uR", "UR", "u8R"])
  static let assembly = hashes(["asm", "__asm", "__asm__"])

  private static let attributes = hashes(["__attribute__", "__attribute"])

  /// What may follow a declared name that has no parentheses.
  static func isBehindDeclarator(_ hash: UInt64) -> Bool {
    assembly.contains(hash) || attributes.contains(hash)
  }

  static let qualifiers = hashes(["volatile", "__volatile__", "__volatile"])
  static let aliases = hashes(AliasWord.all)

  /// What enters the kernel or leaves the statement, on the processors that Linux has. In a literal an
  /// escaped line's end leaves its `n` or `t` before the next word.
  static let instructions = hashes(
    [
      "syscall", "sysenter", "int", "svc", "swi", "ecall", "scall", "sc", "scv", "trap", "call",
      "callq",
      "jmp", "jmpq", "bl", "blx", "b", "br", "jal", "jalr", "jr", "brasl", "bctrl", "push", "pushq",
      "lcall", "vmcall", "quad", "long", "word", "byte",
    ].flatMap { [$0, "n\($0)", "t\($0)"] })

  static let existence = hashes(["__has_include", "__has_include_next", "__has_embed"])

  static let statements = hashes([
    "if", "else", "while", "for", "do", "switch", "case", "return", "goto",
  ])

  /// What stands before a parenthesis at file scope and is no declared name.
  static let notDeclared = hashes([
    "__declspec", "typeof", "__typeof__", "__typeof", "_Alignas", "alignas", "sizeof", "alignof",
    "_Alignof", "_Static_assert", "static_assert", "void", "int", "char", "short", "long", "float",
    "double", "signed", "unsigned", "const", "extern", "static", "inline", "__inline",
    "__inline__", "__extension__", "restrict", "__restrict", "struct", "union", "enum", "typedef",
    "register", "_Bool", "_Noreturn",
  ]).union(assembly).union(attributes).union(qualifiers).union(statements)

  private static func hashes(_ words: [String]) -> Set<UInt64> {
    Set(words.map { Word($0).hash })
  }
}
