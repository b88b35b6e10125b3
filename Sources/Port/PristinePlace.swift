package import Findings

/// A site that was seen in a patched tree, as it stands in the pristine one.
package struct PristinePlace {
  private let edits: [String: [PortEdit]]
  private let pristine: [String: [UInt8]]

  /// `pristine` holds at least the edited files.
  package init(edits: [PortEdit], pristine: [String: [UInt8]]) {
    self.edits = Dictionary(grouping: edits, by: \.file)
    self.pristine = pristine
  }

  /// Nil if some part of it is what the port itself wrote.
  package func site(
    _ finding: Finding, _ anatomy: SiteAnatomy
  ) -> (finding: Finding, anatomy: SiteAnatomy)? {
    guard let finding = moved(finding), let anatomy = moved(anatomy) else { return nil }
    return (finding, anatomy)
  }

  private func moved(_ anatomy: SiteAnatomy) -> SiteAnatomy? {
    guard let edits = edits[anatomy.file] else { return anatomy }
    let map = EditMap(edits: edits, count: pristine[anatomy.file]?.count ?? 0)
    func range(_ range: SiteAnatomy.ByteRange) -> SiteAnatomy.ByteRange? {
      map.original(range.start..<range.end).map {
        SiteAnatomy.ByteRange(start: $0.lowerBound, end: $0.upperBound)
      }
    }
    guard let identifier = range(anatomy.identifier), let region = range(anatomy.region) else {
      return nil
    }
    let call = anatomy.call.flatMap(range)
    guard (call == nil) == (anatomy.call == nil) else { return nil }
    return SiteAnatomy(
      file: anatomy.file, identifier: identifier, call: call, region: region,
      macro: anatomy.macro, isInMacroArgument: anatomy.isInMacroArgument)
  }

  private func moved(_ finding: Finding) -> Finding? {
    guard let edits = edits[finding.file], let before = pristine[finding.file] else {
      return finding
    }
    let after = SourceText(path: finding.file, bytes: PortEdit.apply(edits, to: before))
    let map = EditMap(edits: edits, count: before.count)
    guard let offset = after.offset(line: finding.line, column: finding.column),
      let original = map.original(offset)
    else { return nil }
    let source = SourceText(path: finding.file, bytes: before)
    let line = source.lineNumber(of: original)
    guard let start = source.offset(line: line, column: 1) else { return nil }
    return finding.standing(line: line, column: original - start + 1)
  }
}

extension Finding {
  fileprivate func standing(line: Int, column: Int) -> Finding {
    Finding(
      function: function, linkName: linkName, kind: kind, level: level, authority: authority,
      file: file, line: line, column: column, enclosing: enclosing, conditions: conditions,
      replacement: replacement, fingerprint: fingerprint, state: state, argument: argument,
      guardMacro: guardMacro, suppression: suppression)
  }
}
