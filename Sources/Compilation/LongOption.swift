/// GNU's long spellings of preprocessor options, which gcc and clang still take.
///
/// gcc/c-family/c.opt and clang's Options.td list them as aliases; no manual does.
enum LongOption {
  private static let short: [String: String] = [
    "--define-macro": "-D", "--undefine-macro": "-U", "--include-directory": "-I",
    "--include-directory-after": "-idirafter", "--include": "-include", "--imacros": "-imacros",
    "--include-prefix": "-iprefix", "--include-with-prefix": "-iwithprefix",
    "--include-with-prefix-after": "-iwithprefix",
    "--include-with-prefix-before": "-iwithprefixbefore", "--language": "-x",
    // Dropped with their value.
    "--assert": "", "--dump": "", "--dumpbase": "", "--dumpbase-ext": "", "--dumpdir": "",
    "--output": "", "--write-dependencies": "", "--write-user-dependencies": "",
    "--output-pch": "", "--optimize": "", "--library-directory": "", "--prefix": "",
    "--for-assembler": "", "--for-linker": "",
  ]

  /// The short option, empty if it is to be dropped, with the value if the word holds it. Nil for
  /// any other word.
  static func short(_ word: String) -> (option: String, value: String?)? {
    guard word.hasPrefix("--") else { return nil }
    guard let equals = word.firstIndex(of: "=") else {
      // These take no value.
      if ["--write-dependencies", "--write-user-dependencies", "--optimize"].contains(word) {
        return ("", "")
      }
      return short[word].map { ($0, nil) }
    }
    return short[String(word[..<equals])].map { ($0, String(word[word.index(after: equals)...])) }
  }
}
