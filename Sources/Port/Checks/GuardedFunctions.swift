import Recipe

/// The functions whose macros the guards ask: those that are planned, and those that stand.
struct GuardedFunctions {
  private let plan: PortPlan
  private let words: Set<String>

  init(plan: PortPlan, planned: [PlannedEdit], sources: [String: SourceText]) {
    self.plan = plan
    var words: Set<String> = []
    for edit in planned where edit.rule != .insertion {
      for text in edit.replacements.compactMap({ $0 }) { words.formUnion(Self.words(of: text)) }
    }
    for source in sources.values {
      for directive in source.directives where Self.asks(directive) {
        words.formUnion(directive.operands.map { source.text(of: source.tokens[$0]) })
      }
    }
    self.words = words
  }

  /// Those of `functions`, which have sites, about which some guard asks.
  func among(_ functions: [String]) -> Set<String> {
    Set(functions).filter { words.contains(plan.sites.macro(for: $0)) }
  }

  private static func asks(_ directive: Directive) -> Bool {
    ["if", "ifdef", "ifndef", "elif", "elifdef", "elifndef"].contains(directive.name)
  }

  private static func words(of text: [UInt8]) -> Set<String> {
    Set(
      text.split { !$0.isIdentifierByte }.map { String(decoding: $0, as: UTF8.self) }
        .filter { $0.contains("_") })
  }
}
