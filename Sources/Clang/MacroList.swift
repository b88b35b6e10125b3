internal import CLibclang

/// The macros that a text leaves, the compiler's own among them.
enum MacroList {
  /// `NAME BODY` for each definition, its tokens joined by single blanks; `NAME(X) BODY` for one with
  /// parameters.
  static func definitions(
    in text: String, arguments: [String]
  ) throws(ClangError) -> [String] {
    let unit = try Index().parse(file: "/proc/fdport.c", arguments: arguments, text: text)
    return Cursor.children(of: clang_getTranslationUnitCursor(unit.raw))
      .compactMap { Cursor($0).macroDefinition }
  }
}

extension Cursor {
  fileprivate var macroDefinition: String? {
    guard clang_getCursorKind(raw) == CXCursor_MacroDefinition,
      clang_Cursor_isMacroBuiltin(raw) == 0
    else { return nil }
    let unit = clang_Cursor_getTranslationUnit(raw)
    var tokens: UnsafeMutablePointer<CXToken>?
    var count: UInt32 = 0
    clang_tokenize(unit, clang_getCursorExtent(raw), &tokens, &count)
    guard let tokens else { return nil }
    defer { clang_disposeTokens(unit, tokens, count) }
    let words = (0..<Int(count)).map {
      String(taking: clang_getTokenSpelling(unit, tokens[$0])) ?? ""
    }
    // Only a parenthesis right behind the name makes parameters.
    let isFunctionLike = clang_Cursor_isMacroFunctionLike(raw) != 0
    guard isFunctionLike, words.count > 1 else { return words.joined(separator: " ") }
    return words[0] + words.dropFirst().joined(separator: " ")
  }
}
