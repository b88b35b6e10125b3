/// The words of a command that decide how its text is read, in their order.
///
/// Words for a part of the compiler are unpacked first: gcc's `-Wp,-DX` and `-Xpreprocessor -DX`, clang's
/// `-Xclang -include -Xclang x.h`, as CMake writes it for precompiled headers. Of them too only what is
/// known to decide the text remains.
struct DecidingWords {
  private var rest: ArraySlice<String>
  private var kept: [String] = []

  /// `arguments` without the compiler.
  static func of(_ arguments: ArraySlice<String>) -> [String] {
    // Everything behind `--` is an input (POSIX.1-2017, 12.2, Guideline 10).
    let options = arguments.prefix { $0 != "--" }
    var words = DecidingWords(rest: unpacked(options)[...])
    while let word = words.rest.popFirst() { words.read(word) }
    return words.kept
  }

  private init(rest: ArraySlice<String>) {
    self.rest = rest
  }

  private mutating func read(_ word: String) {
    // An input, or what another word left over.
    guard word.hasPrefix("-"), word != "-" else { return }
    if let short = LongOption.short(word) {
      let value = short.value ?? rest.popFirst()
      if let value, short.option != "" { kept += [short.option, value] }
      return
    }
    let value = CompilerOption.takesNextWord(word) ? rest.popFirst() : nil
    guard CompilerOption.isKept(word) else { return }
    if CompilerOption.takesNextWord(word) {
      guard let value else { return }
      // `-x none` after the input would undo the language of the input, which comes last here.
      if word == "-x" && value == "none" { return }
      kept += [word, value]
    } else if word != "-xnone" {
      kept.append(word)
    }
  }

  private static func unpacked(_ arguments: ArraySlice<String>) -> [String] {
    var words: [String] = []
    var rest = arguments
    while let word = rest.popFirst() {
      switch word {
      case "-Xclang", "-Xpreprocessor":
        if let inner = rest.popFirst() { words.append(inner) }
      case _ where word.hasPrefix("-Wp,"):
        words += word.dropFirst(4).split(separator: ",").map(String.init)
      default:
        words.append(word)
      }
    }
    return words
  }
}
