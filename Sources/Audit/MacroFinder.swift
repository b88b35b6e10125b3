import Clang
import Findings
import Inactive
import Lexing

/// Finds the macro of the project whose body spells a name.
///
/// libclang tells where a token is spelled, but not through which macros it came. `stdout` in the
/// body of a project's macro is itself a macro of <stdio.h>, so its spelling is there.
struct MacroFinder {
  private let files: ProjectFiles
  private let definitions: MacroDefinitions

  init(files: ProjectFiles, definitions: MacroDefinitions) {
    self.files = files
    self.definitions = definitions
  }

  /// File and offset of the name in the last definition of a macro of the project; nil if it has none.
  private func definition(of name: String) -> (file: String, offset: Int)? {
    for place in definitions.places(of: name).reversed() {
      if let file = files.relativePath(of: place.path) { return (file, place.offset) }
    }
    return nil
  }

  func isDefined(_ name: String) -> Bool { definition(of: name) != nil }

  /// The text of a macro's directive behind its name, parameters included.
  func bodyRange(of name: String) -> (text: SourceText, range: SiteAnatomy.ByteRange)? {
    guard let place = definition(of: name) else { return nil }
    let text = files.text(of: place.file)
    guard let directive = text.definition(around: place.offset) else { return nil }
    let start = text.identifier(at: place.offset).end
    return (text, SiteAnatomy.ByteRange(start: start, end: directive.range.end))
  }

  /// The anatomy of a name that a macro's body brings; nil if the name stands in code, in a
  /// macro's argument, or in a macro of somebody else.
  func anatomy(of visit: borrowing Visit, name: String, place: SourcePlace) -> SiteAnatomy? {
    if let spelling = visit.cursor.spellingPlace, let body = body(around: spelling) {
      return body.anatomy(nameAt: spelling.offset)
    }
    guard let file = files.relativePath(of: place.path) else { return nil }
    let written = files.text(of: file).word(at: place.offset)
    guard written != name, let outermost = definition(of: written) else { return nil }
    return (bodyOfAncestor(visit) ?? body(file: outermost.file, offset: outermost.offset))
      .flatMap { anatomy(spelling: name, in: $0, depth: 0) }
  }

  /// The macro whose body spells the nearest ancestor: in `fwrite(s, 1, n, stdout)` the call.
  private func bodyOfAncestor(_ visit: borrowing Visit) -> MacroBody? {
    for level in 1..<max(visit.depth, 1) {
      guard visit[ancestor: level].kind.isExpression else { return nil }
      if let spelling = visit[ancestor: level].spellingPlace, let body = body(around: spelling) {
        return body
      }
    }
    return nil
  }

  /// Looks for the name in the body, then in the macros that the body uses.
  private func anatomy(spelling name: String, in body: MacroBody, depth: Int) -> SiteAnatomy? {
    if let offset = body.offset(of: name) { return body.anatomy(nameAt: offset) }
    // No chain of macros that people write is deeper; a cycle must end.
    guard depth < 16 else { return nil }
    for word in body.words {
      guard
        let next = definition(of: word),
        let inner = self.body(file: next.file, offset: next.offset),
        let anatomy = anatomy(spelling: name, in: inner, depth: depth + 1)
      else { continue }
      return anatomy
    }
    return nil
  }

  private func body(around place: SourcePlace) -> MacroBody? {
    files.relativePath(of: place.path).flatMap { body(file: $0, offset: place.offset) }
  }

  private func body(file: String, offset: Int) -> MacroBody? {
    let text = files.text(of: file)
    guard
      let directive = text.definition(around: offset),
      let definition = SiteAnatomy.MacroDefinition(defining: directive.text)
    else { return nil }
    return MacroBody(file: file, text: text, directive: directive, definition: definition)
  }
}
