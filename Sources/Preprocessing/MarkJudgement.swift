import Lexing

/// So that hostile macros end.
private let mostBodies = 12

/// Whether a mark that is compiled is noted: by the macros of that moment.
extension Preprocessor {
  func counts(_ mark: Mark) -> Bool {
    let locals = locals(of: mark)
    for tokens in mark.enclosing where isDefined(tokens[0].spelling) {
      return hasName(in: tokens, isMember: false, except: locals)
    }
    if let name = mark.name, locals.contains(name) { return false }
    switch mark.kind {
    case .plain: return true
    case .declaration(let name, let behind): return isDefined(behind) || isDefined(name)
    case .invocation(let tokens, let isMember):
      return hasName(in: tokens, isMember: isMember, except: locals)
    }
  }

  /// Whether a name of interest comes of the tokens when they are expanded.
  private func hasName(
    in tokens: [PreprocessingToken], isMember: Bool, except locals: Set<Int32>
  ) -> Bool {
    isInCode = true
    defer { isInCode = false }
    // What cannot be expanded here may become anything.
    guard let expanded = try? expander.expand(tokens, with: self) else { return true }
    return codeWords.hasName(in: expanded, isMember: isMember, except: locals)
  }

  /// The names that are local where the mark is, whatever macros are at work.
  private func locals(of mark: Mark) -> Set<Int32> {
    var names: Set<Int32> = []
    for local in mark.locals.all {
      // It may be in sight and something else.
      names.remove(local.name)
      guard local.isLocal, !isDefined(local.name), !local.words.contains(where: isDefined) else {
        continue
      }
      if isOpen(local, in: mark.locals) { names.insert(local.name) }
    }
    return names
  }

  /// False if a macro behind the declaration may have closed its block.
  private func isOpen(_ local: LocalName, in names: LocalNames) -> Bool {
    var blocks = 0
    for use in names.words(behind: local) where isDefined(use.spelling) {
      guard let braces = braces(of: use.spelling, depth: 0), blocks + braces.least >= 0 else {
        return false
      }
      // What a conditional opens may not be compiled.
      blocks += use.depth > local.depth ? min(braces.sum, 0) : braces.sum
    }
    return true
  }

  /// What the body of a macro opens and closes; nil if that is not followed, or if it declares what is outside.
  private func braces(of macro: Int32, depth: Int) -> (sum: Int, least: Int)? {
    guard depth < mostBodies else { return nil }
    var sum = 0
    var least = 0
    for token in definitions.all[Int(table.definition(of: macro))]?.body ?? [] {
      if token.spelling == words.openBrace { sum += 1 }
      if token.spelling == words.closeBrace { sum -= 1 }
      least = min(least, sum)
      guard token.spelling != words.external else { return nil }
      guard token.kind == .identifier, token.spelling != macro, isDefined(token.spelling) else {
        continue
      }
      guard let inner = braces(of: token.spelling, depth: depth + 1) else { return nil }
      least = min(least, sum + inner.least)
      sum += inner.sum
    }
    return (sum, least)
  }
}
