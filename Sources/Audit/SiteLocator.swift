import Catalogue
import Clang
import Findings
import Inactive
import Lexing

/// Turns a reference that a walk has reached into a site: its place, its kind and its anatomy.
struct SiteLocator {
  let files: ProjectFiles
  let macros: MacroFinder

  /// Nil if the node stands outside the project. `name` is what the source may spell there.
  func site(
    of visit: borrowing Visit, name: String, linkName: String, use: AmbientUse, enclosing: String?
  ) -> Site? {
    guard
      let place = visit.cursor.filePlace,
      let file = files.relativePath(of: place.path)
    else { return nil }
    let text = files.text(of: file)
    let anatomy = self.anatomy(of: visit, name: name, place: place, file: file)
    return Site(
      row: use.row, linkName: linkName, kind: use.kind, level: use.level, file: file,
      line: place.line, column: place.column, enclosing: enclosing,
      conditions: ConditionStack.conditions(around: place.line, in: text),
      macroConditions: anatomy.macro == nil ? [] : conditions(around: anatomy),
      normalisedLine: text.normalisedLine(at: place.offset), argument: use.argument,
      anatomy: anatomy.standing(on: lines(of: visit, file: file, text: text)))
  }

  /// Where the parts of a reference at `place` stand.
  func anatomy(
    of visit: borrowing Visit, name: String, place: SourcePlace, file: String
  ) -> SiteAnatomy {
    macros.anatomy(of: visit, name: name, place: place)
      ?? plainAnatomy(
        visit, file: file, text: files.text(of: file), place: place,
        callLevel: SiteLocator.levelOfCall(visit))
  }

  /// The lines of the unsplittable region around the reference; nil if it is one line.
  private func lines(
    of visit: borrowing Visit, file: String, text: SourceText
  ) -> SiteAnatomy.LineRange? {
    guard let region = RangeFinder(files: files, file: file, text: text).region(visit) else {
      return nil
    }
    let first = text.line(at: region.start)
    let last = text.line(at: max(region.start, region.end - 1))
    return first == last ? nil : SiteAnatomy.LineRange(first: first, last: last)
  }

  private func conditions(around anatomy: SiteAnatomy) -> [String] {
    let text = files.text(of: anatomy.file)
    return ConditionStack.conditions(around: text.line(at: anatomy.identifier.start), in: text)
  }

  /// How many steps above a reference the call of it is: `open(...)`, `(open)(...)`,
  /// `(*open)(...)`. Nil if it is no callee.
  static func levelOfCall(_ visit: borrowing Visit) -> Int? {
    var level = 1
    while level < visit.depth {
      // The callee is a call's first child.
      guard visit.position(ofAncestor: level - 1) == 0 else { return nil }
      switch visit[ancestor: level].kind {
      case .call: return level
      case .implicit, .parentheses, .unary: level += 1
      default: return nil
      }
    }
    return nil
  }

  /// The anatomy of a name that is spelled in code, or that a macro of somebody else brings.
  private func plainAnatomy(
    _ visit: borrowing Visit, file: String, text: SourceText, place: SourcePlace, callLevel: Int?
  ) -> SiteAnatomy {
    let identifier = text.identifier(at: place.offset)
    let ranges = RangeFinder(files: files, file: file, text: text)
    let call = callLevel.flatMap { level in ranges.call(visit, level: level) }
    return SiteAnatomy(
      file: file, identifier: identifier, call: call,
      region: ranges.region(visit) ?? call ?? identifier, macro: nil,
      isInMacroArgument: visit.cursor.expansionPlace?.offset != place.offset)
  }
}
