package import Catalogue
package import Findings

/// Law 1, Truth: for each unit, the names of the catalogue that its object file leaves undefined
/// and those that the audit reports for it are the same set.
package enum TruthLaw {
  /// Compares what the audit says of each unit with `objects`, the undefined names of each unit's
  /// object by source file; and `host`, the same of the objects that the host's build left, which
  /// must refer to nothing else.
  package static func compare(
    _ unitNames: [AuditReply.UnitNames], with objects: [String: Set<String>],
    host: [String: Set<String>] = [:], catalogue: Catalogue, profile: Profile
  ) -> TruthVerdict {
    var verdict = TruthTally()
    let optimiser = TruthOptimiser(catalogue: catalogue, profile: profile)
    let audited = Dictionary(unitNames.map { ($0.file, $0) }) { first, _ in first }
    for file in Set(audited.keys).union(objects.keys).sorted() {
      guard let object = objects[file], let unit = audited[file] else {
        verdict.uncompared.append(file)
        continue
      }
      // What the compiler itself calls, such as memcpy, is no name of the catalogue.
      let truth = object.filter { name in
        (catalogue.row(linkName: name)?.level(in: profile) ?? .allowed) != .allowed
      }
      verdict.add(unit, truth: truth)
      if host[file] != nil {
        verdict.hostUnits += 1
      } else {
        verdict.withoutHostObject.append(file)
      }
      verdict.onlyOptimised += optimiser.unaccounted(host[file] ?? [], given: object)
        .map { .init(file: file, name: $0) }
    }
    return verdict.verdict
  }
}

/// Sums up while units are compared.
private struct TruthTally {
  var uncompared: [String] = []
  var onlyOptimised: [TruthVerdict.Difference] = []
  var hostUnits = 0
  var withoutHostObject: [String] = []
  private var units = 0
  private var names = 0
  private var missing: [TruthVerdict.Difference] = []
  private var extra: [TruthVerdict.Difference] = []
  private var explained: [String: Int] = [:]

  mutating func add(_ unit: AuditReply.UnitNames, truth: Set<String>) {
    let reported = Set(unit.linkNames)
    units += 1
    names += truth.union(reported).count
    missing += truth.subtracting(reported).sorted().map { .init(file: unit.file, name: $0) }
    extra += reported.subtracting(truth).sorted().map { .init(file: unit.file, name: $0) }
    for (reason, excluded) in unit.withoutCode {
      explained[reason, default: 0] += excluded.count
    }
  }

  var verdict: TruthVerdict {
    TruthVerdict(
      unitsCompared: units, namesCompared: names, missing: missing, extra: extra,
      explained: explained, uncompared: uncompared, onlyOptimised: onlyOptimised,
      hostUnits: hostUnits, withoutHostObject: withoutHostObject)
  }
}
