import Findings
import Recipe

/// Adds the descend branch to guards that stand already without one, as where an upstream took the
/// guards but not the platform's own patch.
struct DescendBranch {
  let source: SourceText
  let style: DirectiveStyle
  let descend: PortPlan.Descend
  let dispositions: Dispositions

  /// The name that `<descend.h>` has for the site's function, if the plan sends it there.
  func name(for site: RecognisedSite) -> String? {
    dispositions.descend(of: site.finding.function, in: site.anatomy.file)
  }

  /// Whether a branch after the site's own calls its descending name already.
  func stands(for site: RecognisedSite) -> Bool {
    guard let name = name(for: site) else { return false }
    return source.mentions(name, in: site.substitutes)
  }

  /// The sites whose guard stands without the branch that the plan wants.
  func lacking(_ sites: [RecognisedSite]) -> [RecognisedSite] {
    sites.filter { $0.conditional != nil && name(for: $0) != nil && !stands(for: $0) }
  }

  /// The guards among those of `sites` that can get their branch, each with its sites: only where
  /// the guard holds nothing but one site's own lines, so that no long body is doubled, and no
  /// other function's.
  func addable(_ sites: [RecognisedSite]) -> [(sites: [RecognisedSite], elseLine: Int)] {
    let groups = Dictionary(grouping: sites) { $0.conditional?.branches[0].directive ?? -1 }
    return groups.sorted { $0.key < $1.key }.compactMap { _, sites in
      guard let conditional = sites.first?.conditional, lacking(sites).count == sites.count,
        sites.allSatisfy({ $0.branch == 0 }), let other = next(conditional)
      else { return nil }
      let body = lines(of: conditional)
      let isOneSite = sites.contains { source.guardLines(of: $0).contains(body) }
      return isOneSite ? (sites, other.lineStart) : nil
    }
  }

  /// The directive before which the branch goes: an `#else`, or the `#endif` of a table's row.
  private func next(_ conditional: Conditional) -> Directive? {
    let next = conditional.branches.dropFirst().first?.directive ?? conditional.end
    guard let next, conditional.branches.count <= 2 else { return nil }
    return ["else", "endif"].contains(source.directives[next].name) ? source.directives[next] : nil
  }

  private func lines(of conditional: Conditional) -> Range<Int> {
    let body = conditional.branches[0].body
    return min(source.lineEnd(of: body.lowerBound), body.upperBound)..<body.upperBound
  }

  /// The `#elif` and the guard's own lines with the callees renamed.
  func text(for sites: [RecognisedSite]) -> [UInt8] {
    guard let conditional = sites.first?.conditional else { return [] }
    let opening = source.directives[conditional.branches[0].directive]
    let hash = "#" + String(repeating: " ", count: source.indent(of: opening))
    let functions = Set(sites.map(\.finding.function)).sorted()
    let conditions = functions.map {
      descend.condition.replacing("{NAME}", with: $0.uppercased())
    }
    let unique = conditions.enumerated().filter { index, condition in
      conditions.firstIndex(of: condition) == index
    }.map(\.element)
    var result = Array("\(hash)elif \(unique.joined(separator: " && "))".utf8) + source.lineBreak
    var position = lines(of: conditional).lowerBound
    let ordered = sites.sorted { $0.anatomy.identifier.start < $1.anatomy.identifier.start }
    for site in ordered {
      result += source.bytes[position..<site.anatomy.identifier.start]
      result += Array((name(for: site) ?? "").utf8)
      position = site.anatomy.identifier.end
    }
    return result + source.bytes[position..<conditional.branches[0].body.upperBound]
  }
}

extension SourceText {
  /// Around which lines the guard of a site that has one may have been put.
  fileprivate func guardLines(of site: RecognisedSite) -> [Range<Int>] {
    let anatomy = site.anatomy
    let region = anatomy.region.start..<anatomy.region.end
    if anatomy.macro == nil, site.finding.kind == .reference {
      let identifier = anatomy.identifier.start..<anatomy.identifier.end
      let element = try? TableElement(around: identifier, region: region, in: self)
      return element.map { [guardableLines(around: $0.range)] } ?? []
    }
    // Without an #else, what upstream left out there has no failing form either.
    guard site.conditional?.branches.count == 2 else { return [] }
    let fewer = anatomy.call.map { wholeLines(around: $0.start..<$0.end) }
    return [wholeLines(around: region)]
      + (fewer.map { [$0] } ?? []).filter { isBalanced($0, brackets: Self.allBrackets) }
  }

  /// Whether the identifier `name` stands in any of `ranges`, but for those of `exceptions`.
  func mentions(
    _ name: String, in ranges: [Range<Int>], outside exceptions: [Range<Int>] = []
  ) -> Bool {
    ranges.contains { range in
      var index = tokenIndex(at: range.lowerBound)
      while index < tokens.count, tokens[index].start < range.upperBound {
        let token = tokens[index]
        if token.kind == .identifier, text(of: token) == name,
          !exceptions.contains(where: { $0.contains(token.start) })
        {
          return true
        }
        index += 1
      }
      return false
    }
  }
}
