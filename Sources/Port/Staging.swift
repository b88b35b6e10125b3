import Recipe

/// Turns planned edits into one stage for each patch that changes something.
struct Staging {
  private(set) var stages: [PortStage] = []
  private(set) var edits: [PortEdit] = []
  /// The planned ones of ``edits``, in the same order.
  private(set) var planned: [PlannedEdit] = []

  init(plan: PortPlan, planned: [PlannedEdit], sources: [String: SourceText]) throws(PortError) {
    let ordered = planned.sorted {
      ($0.file, $0.range.lowerBound, $0.rank) < ($1.file, $1.range.lowerBound, $1.rank)
    }
    try Self.checkOverlap(ordered, sources)
    self.planned = ordered.filter { $0.replacements.last.map { $0 != nil } ?? false }
    let files = sources.mapValues(\.bytes)
    for stage in 0..<FilePlan.stageCount(of: plan) {
      let current = ordered.compactMap { Self.edit(of: $0, at: stage) }
      guard current != edits else { continue }
      edits = current
      let isDescend = stage == plan.patches.count
      let heading =
        if isDescend, let descend = plan.descend {
          (descend.name, descend.subject, descend.body)
        } else {
          (plan.patches[stage].name, plan.patches[stage].subject, plan.patches[stage].body)
        }
      stages.append(
        PortStage(
          name: heading.0, subject: heading.1, body: heading.2, isDescend: isDescend,
          files: EditList.apply(current, to: files), edits: current,
          intents: Self.intents(of: ordered, at: stage)))
    }
  }

  private static func edit(of planned: PlannedEdit, at stage: Int) -> PortEdit? {
    planned.replacements[stage].map {
      PortEdit(
        rule: planned.rule, file: planned.file, start: planned.range.lowerBound,
        end: planned.range.upperBound, replacement: $0)
    }
  }

  private static func checkOverlap(
    _ ordered: [PlannedEdit], _ sources: [String: SourceText]
  ) throws(PortError) {
    for (first, second) in zip(ordered, ordered.dropFirst())
    where first.file == second.file && second.range.lowerBound < first.range.upperBound {
      throw .overlap(
        file: first.file, line: sources[first.file]?.lineNumber(of: second.range.lowerBound) ?? 1,
        first: describe(first, sources), second: describe(second, sources))
    }
  }

  /// `the line-guard of no-open (lines 3 to 4)`.
  private static func describe(_ edit: PlannedEdit, _ sources: [String: SourceText]) -> String {
    let source = sources[edit.file]
    let first = source?.lineNumber(of: edit.range.lowerBound) ?? 1
    let last = source?.lineNumber(of: max(edit.range.lowerBound, edit.range.upperBound - 1)) ?? 1
    let lines = first == last ? "line \(first)" : "lines \(first) to \(last)"
    return "the \(edit.rule.rawValue) of \(edit.owner) (\(lines))"
  }

  private static func intents(of ordered: [PlannedEdit], at stage: Int) -> [PortIntent] {
    var counts: [IntentKey: Int] = [:]
    for key in ordered.flatMap({ $0.intents[stage] }) { counts[key, default: 0] += 1 }
    return counts.map { key, count in
      PortIntent(
        rule: key.rule, function: key.function, file: key.file, enclosing: key.enclosing,
        count: count)
    }.sorted {
      ($0.file, $0.rule.rawValue, $0.function ?? "", $0.enclosing ?? "")
        < ($1.file, $1.rule.rawValue, $1.function ?? "", $1.enclosing ?? "")
    }
  }
}
