import Findings
import Recipe

/// Decides what becomes of the sites of one file that take a function's address.
struct TableGuards {
  private(set) var guarded: [GuardedPlace] = []
  private(set) var refusals: [(finding: Finding, reason: String)] = []
  private let source: SourceText
  private let plan: PortPlan

  init(source: SourceText, plan: PortPlan, sites: [Site]) {
    self.source = source
    self.plan = plan
    var elements: [(site: Site, element: TableElement)] = []
    for site in sites where site.isNameAlone {
      do throws(TableElement.Refusal) {
        let element = try TableElement(around: site.identifier, region: site.region, in: source)
        elements.append((site, element))
      } catch {
        if let standIn = site.standIn {
          replace(site, by: standIn)
        } else {
          refuse(site, error.reason)
        }
      }
    }
    for (_, list) in Dictionary(grouping: elements, by: \.element.list) {
      let isWhole = Set(list.map(\.element.range)).count == list[0].element.count
      for (site, element) in list {
        if isWhole {
          refuse(site, "nothing would be left of its initialiser")
        } else {
          add(site, element)
        }
      }
    }
  }

  private mutating func refuse(_ site: Site, _ reason: String) {
    refusals.append((site.finding, reason))
  }

  /// The recipe says what stands in place of the address.
  private mutating func replace(_ site: Site, by standIn: String) {
    let lines = source.guardLines(region: site.region, replaced: [site.identifier])
    guard !source.holdsDirective(lines) else {
      refuse(site, "a preprocessor directive stands inside its expression")
      return
    }
    let guarded = GuardedSite(
      site, enclosing: site.finding.enclosing,
      failing: Replacement(range: site.identifier, text: FailureForm.enclosed(standIn)),
      role: .call)
    self.guarded.append(GuardedPlace(lines: lines, site: guarded))
  }

  private mutating func add(_ site: Site, _ element: TableElement) {
    let lines = source.guardableLines(around: element.range)
    let reachesOut = source.holdsDirective(lines) && source.crossesFunction(lines)
    guard !reachesOut, !source.cutsConditional(element.range) else {
      refuse(site, "a conditional inside its element reaches beyond it")
      return
    }
    let guarded = GuardedSite(
      site, enclosing: site.finding.enclosing,
      failing: Replacement(range: removed(element, lines), text: ""), role: .element)
    self.guarded.append(GuardedPlace(lines: lines, site: guarded))
  }

  /// The element with the blanks that would be left at the end of its line.
  private func removed(_ element: TableElement, _ lines: Range<Int>) -> Range<Int> {
    let blanks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    var start = element.range.lowerBound
    var end = element.range.upperBound
    while start > lines.lowerBound, blanks.contains(source.bytes[start - 1]) { start -= 1 }
    if start == lines.lowerBound || source.bytes[start - 1] == 10 {
      start = element.range.lowerBound
      while end < lines.upperBound, blanks.contains(source.bytes[end]) { end += 1 }
    }
    return start..<end
  }
}
