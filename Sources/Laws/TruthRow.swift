import Compilation

extension TruthVerdict {
  /// Law 1 as a row of the verdict. `failures` are the units that the compiler made no object of;
  /// `sites` is the same comparison place by place.
  func lawVerdict(
    root: String, failures: [String: String], sites: SiteVerdict? = nil
  ) -> LawVerdict {
    let relative = { (file: String) in AbsolutePath.relative(file, to: root) }
    var breaches = missing.map {
      "\(relative($0.file)): the object refers to \($0.name), unreported"
    }
    breaches += extra.map { "\(relative($0.file)): \($0.name) is reported, the object lacks it" }
    breaches += onlyOptimised.map {
      "\(relative($0.file)): only the host's optimised object refers to \($0.name)"
    }
    breaches += uncompared.map { "\(relative($0)): not compared" }
    breaches += failures.sorted { $0.key < $1.key }.map {
      "\(relative($0.key)): no object: \($0.value.split(separator: "\n").first ?? "")"
    }
    breaches += Set(explained.keys).subtracting(Self.classes).sorted().map {
      "\($0) is no class of differences that the law knows"
    }
    breaches += (sites?.missing ?? []).map { "\($0.place): \($0.function) has code, unreported" }
    breaches += (sites?.extra ?? []).map { "\($0.place): \($0.function) is reported without code" }
    if unitsCompared == 0 {
      breaches.append("no unit was compared")
    }
    let classes = explained.sorted { $0.key < $1.key }.map { ", \($0.value) \($0.key)" }.joined()
    return LawVerdict(
      law: .truth,
      figure: """
        \(unitsCompared) units, \(namesCompared) names, \(missing.count) missing, \(extra.count) extra\
        \(classes); \(sites.map { $0.shares + "; " } ?? "")\
        \(onlyOptimised.count) more in the host's own objects of \(hostUnits) units
        """,
      breaches: breaches,
      notes: withoutHostObject.map { "\(relative($0)): the host's build has left no object" })
  }
}
