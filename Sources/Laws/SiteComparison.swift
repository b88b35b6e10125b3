package import Build
package import Catalogue
import Compilation
package import Findings

/// Law 1, place by place: each relocation of an object against a forbidden or noted name has a finding,
/// and each finding of which an object can tell has a relocation.
///
/// A compiler's line table knows statements. So a relocation belongs to a finding of its name if its
/// line is one of those of the expression or declaration that the finding is part of; within that, each
/// relocation needs a finding of its own.
package struct SiteComparison {
  private struct Candidate {
    let finding: Finding
    let lines: ClosedRange<Int>
    let isOfMacro: Bool
  }

  private struct Use {
    /// One for all names by which a function links.
    let name: String
    let file: String
    let line: Int?
    /// False for a function whose arguments decide whether it is reported, such as openat().
    let isAlwaysReported: Bool

    func difference(_ reason: SiteVerdict.Reason?) -> SiteVerdict.Difference {
      .init(function: name, file: file, line: line ?? 0, reason: reason)
    }
  }

  private let root: String
  private let catalogue: Catalogue
  private let profile: Profile
  private let ownNames: Set<String>
  private let candidates: [Candidate]
  /// The candidates of a file and a name.
  private let candidatesOfPlace: [[String]: [Int]]
  private let findings: [Finding]

  package init(_ reply: AuditReply, root: String, catalogue: Catalogue) {
    self.root = root
    self.catalogue = catalogue
    profile = reply.report.profile
    findings = reply.report.findings
    ownNames = Set(reply.report.ownNames.map(\.linkName))
    candidates = zip(reply.report.findings, reply.anatomies).compactMap { finding, anatomy in
      guard finding.kind.mayHaveSymbol, finding.hasCode else { return nil }
      // A finding that does not stand where it says is not believed.
      let lines = anatomy.lines.flatMap {
        $0.first <= finding.line && finding.line <= $0.last ? $0.first...$0.last : nil
      }
      return Candidate(
        finding: finding, lines: lines ?? finding.line...finding.line,
        isOfMacro: anatomy.macro != nil || anatomy.isInMacroArgument)
    }
    candidatesOfPlace = Dictionary(grouping: candidates.indices) { [candidates] in
      let finding = candidates[$0].finding
      return [finding.file, Self.name(finding.linkName, in: catalogue)]
    }
  }

  /// Compares with the objects of all units.
  package func compare(_ units: [ObjectUnit]) -> SiteVerdict {
    var confirmed: Set<Int> = []
    var truth: Set<[String]> = []
    var withoutLine: Set<[String]> = []
    var missing: [[String]: SiteVerdict.Difference] = [:]
    var classed: Set<SiteVerdict.Difference> = []
    for unit in units {
      let uses = comparable(unit, &classed)
      var ordinals: [[String]: Int] = [:]
      let possible = uses.map { possibilities(of: $0) }
      let matching = SiteMatching(candidates: possible)
      confirmed.formUnion(matching.useOfFinding.keys)
      let unpaired = Set(matching.unpaired)
      for (index, use) in uses.enumerated() {
        let isPaired = !unpaired.contains(index)
        guard isPaired || use.isAlwaysReported else { continue }
        if !isPaired, possible[index].contains(where: { candidates[$0].isOfMacro }) {
          classed.insert(use.difference(.repeated))
          continue
        }
        var place = [use.name, use.file, "\(use.line ?? 0)"]
        ordinals[place, default: 0] += 1
        place.append("\(ordinals[place, default: 0])")
        truth.insert(place)
        if use.line == nil { withoutLine.insert(place) }
        if !isPaired { missing[place] = use.difference(nil) }
      }
    }
    let comparable = candidates.indices.filter {
      candidates[$0].finding.kind != .assembly || confirmed.contains($0)
    }
    let unconfirmed = comparable.filter { !confirmed.contains($0) }
    classed.formUnion(withoutCode)
    return SiteVerdict(
      truth: truth.count, findings: comparable.count, missing: Self.sorted(missing.values),
      extra: unconfirmed.map { difference(candidates[$0].finding, nil) },
      classed: Self.sorted(classed), withoutLine: withoutLine.count,
      apart: apart(compared: comparable.map { candidates[$0].finding }))
  }

  /// The uses of a unit that a finding must be there for; the others are classed.
  private func comparable(
    _ unit: ObjectUnit, _ classed: inout Set<SiteVerdict.Difference>
  ) -> [Use] {
    unit.uses.compactMap { use in
      let name = Self.name(use.linkName, in: catalogue)
      let level = catalogue.row(named: name)?.level(in: profile) ?? .allowed
      let path = use.place?.file ?? unit.file
      let file = AbsolutePath.relative(path, to: root)
      let reason: SiteVerdict.Reason? =
        ownNames.contains(use.linkName) ? .ownName : file == path ? .systemHeader : nil
      guard let reason else {
        return Use(
          name: name, file: file, line: use.place?.line, isAlwaysReported: level != .allowed)
      }
      guard level != .allowed else { return nil }
      classed.insert(
        .init(function: name, file: file, line: use.place?.line ?? 0, reason: reason))
      return nil
    }
  }

  /// The findings that a use may be: those whose line it is first. A use in data without a line may be
  /// any of its file that stands outside functions.
  private func possibilities(of use: Use) -> [Int] {
    let all = candidatesOfPlace[[use.file, use.name]] ?? []
    guard let line = use.line else {
      return all.filter { candidates[$0].finding.enclosing == nil }
    }
    return all.filter { candidates[$0].finding.line == line }
      + all.filter { candidates[$0].finding.line != line && candidates[$0].lines.contains(line) }
  }

  /// The findings that say themselves that no code results.
  private var withoutCode: [SiteVerdict.Difference] {
    findings.compactMap { finding in
      guard finding.kind.mayHaveSymbol, !finding.hasCode else { return nil }
      return difference(finding, SiteVerdict.Reason(rawValue: finding.state.rawValue))
    }
  }

  /// How many findings are not compared, by kind.
  private func apart(compared: [Finding]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for finding in findings where finding.hasCode { counts[finding.kind.rawValue, default: 0] += 1 }
    for finding in compared { counts[finding.kind.rawValue, default: 0] -= 1 }
    return counts.filter { $0.value > 0 }
  }

  private static func name(_ linkName: String, in catalogue: Catalogue) -> String {
    catalogue.row(linkName: linkName)?.name ?? linkName
  }

  private func difference(
    _ finding: Finding, _ reason: SiteVerdict.Reason?
  ) -> SiteVerdict.Difference {
    .init(function: finding.function, file: finding.file, line: finding.line, reason: reason)
  }

  private static func sorted(
    _ differences: some Collection<SiteVerdict.Difference>
  ) -> [SiteVerdict.Difference] {
    differences.sorted {
      ($0.file, $0.line, $0.function, $0.reason?.rawValue ?? "")
        < ($1.file, $1.line, $1.function, $1.reason?.rawValue ?? "")
    }
  }
}

extension Finding {
  /// True if it says that code results.
  fileprivate var hasCode: Bool { state == .active || state == .guarded }
}

extension Finding.Kind {
  /// True if an object file may refer to the name. A call by number refers to syscall(), a function that
  /// is looked up to dlsym(); inline assembly may or may not name something.
  fileprivate var mayHaveSymbol: Bool { self != .inactive }
}
