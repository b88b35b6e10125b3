import Catalogue
import Findings
import Recipe

/// Adds the descend branch to guards that stand already without one, as where an upstream took the
/// guards but not the platform's own patch.
struct DescendBranch {
  let source: SourceText
  let style: DirectiveStyle
  let descend: PortPlan.Descend
  let catalogue: Catalogue

  /// The name that `<descend.h>` has for the site's function, if the plan sends it there.
  func name(for site: RecognisedSite) -> String? {
    let function = site.finding.function
    guard descend.functions.contains(function) else { return nil }
    return catalogue.row(named: function)?.descend
  }

  /// Whether a branch after the site's own calls its descending name already.
  func stands(for site: RecognisedSite) -> Bool {
    guard let name = name(for: site) else { return false }
    return source.mentions(name, in: site.substitutes)
  }

  /// For each guard that lacks its branch, the sites in it: only where the guard holds nothing but
  /// the site's own lines, so that no long body is doubled.
  func missing(_ sites: [RecognisedSite]) -> [(sites: [RecognisedSite], elseLine: Int)] {
    let lacking = sites.filter { site in
      guard let conditional = site.conditional, name(for: site) != nil, !stands(for: site),
        site.branch == 0, conditional.branches.count == 2,
        source.directives[conditional.branches[1].directive].name == "else"
      else { return false }
      let body = source.lineEnd(of: conditional.branches[0].body.lowerBound)
      let region = site.anatomy.region.start..<site.anatomy.region.end
      return source.wholeLines(around: region)
        == body..<conditional.branches[0].body.upperBound
    }
    let groups = Dictionary(grouping: lacking) { $0.conditional?.branches[1].directive ?? 0 }
    return groups.sorted { $0.key < $1.key }.map { directive, sites in
      (sites, source.directives[directive].lineStart)
    }
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
    var position = source.lineEnd(of: conditional.branches[0].body.lowerBound)
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
  /// Whether the identifier `name` stands in any of `ranges`.
  func mentions(_ name: String, in ranges: [Range<Int>]) -> Bool {
    ranges.contains { range in
      var index = tokenIndex(at: range.lowerBound)
      while index < tokens.count, tokens[index].start < range.upperBound {
        if tokens[index].kind == .identifier, text(of: tokens[index]) == name { return true }
        index += 1
      }
      return false
    }
  }
}
