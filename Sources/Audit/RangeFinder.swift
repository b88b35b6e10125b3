import Clang
import Findings
import Inactive
import Lexing

/// Finds the byte ranges around a site in one file.
struct RangeFinder {
  let files: ProjectFiles
  let file: String
  let text: SourceText

  /// The range of the call that stands `level` steps above.
  func call(_ visit: borrowing Visit, level: Int) -> SiteAnatomy.ByteRange? {
    guard let extent = visit[ancestor: level].extent, isHere(extent) else { return nil }
    // Written as a whole in a macro's argument, the call has a text of its own there; reaching
    // out of the invocation, it starts where the invocation does.
    let endsInArgument = extent.fileEnd.offset != extent.expansionEnd.offset
    let start = endsInArgument ? extent.fileStart.offset : extent.expansionStart.offset
    guard start < extent.fileEnd.offset else { return nil }
    return SiteAnatomy.ByteRange(start: start, end: extent.fileEnd.offset)
  }

  /// The region around the site that no `#if` can split.
  func region(_ visit: borrowing Visit) -> SiteAnatomy.ByteRange? {
    var level = 0
    while level + 1 < visit.depth, visit[ancestor: level + 1].kind.isExpression {
      level += 1
    }
    let parent = visit[ancestor: level + 1].kind
    if parent == .return {
      return unsplittable(visit, level: level + 1, withSemicolon: true)
    }
    guard parent.isDeclaration && parent != .function else {
      return unsplittable(visit, level: level, withSemicolon: false)
    }
    level += 1
    while level + 1 < visit.depth, visit[ancestor: level].kind != .variable,
      [.parameter, .otherDeclaration, .function].contains(visit[ancestor: level + 1].kind)
    {
      level += 1
    }
    if level + 1 < visit.depth, visit[ancestor: level + 1].kind == .declarationStatement {
      level += 1
    }
    return unsplittable(visit, level: level, withSemicolon: true)
  }

  /// The range of a node, widened to whole macro invocations.
  private func unsplittable(
    _ visit: borrowing Visit, level: Int, withSemicolon: Bool
  ) -> SiteAnatomy.ByteRange? {
    guard let extent = visit[ancestor: level].extent, isHere(extent) else { return nil }
    let endsInArgument = extent.fileEnd.offset != extent.expansionEnd.offset
    let end =
      endsInArgument
      ? text.endOfInvocation(from: extent.expansionEnd.offset) : extent.fileEnd.offset
    let start = extent.expansionStart.offset
    guard start < end else { return nil }
    return SiteAnatomy.ByteRange(
      start: start, end: withSemicolon ? text.endOfDeclaration(from: end) : end)
  }

  private func isHere(_ extent: SourceExtent) -> Bool {
    [extent.expansionStart, extent.fileStart, extent.expansionEnd, extent.fileEnd].allSatisfy {
      files.relativePath(of: $0.path) == file
    }
  }
}
