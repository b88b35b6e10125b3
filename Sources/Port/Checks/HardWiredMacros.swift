import Lexing

/// Definitions in sources of macros that a check decides: `#define HAVE_SYSTEM 1` for systems without
/// configure.
///
/// One under a condition of a platform is left to it. One that holds everywhere would overrule the check:
/// it is wrapped so that it holds where no configuration header is used, if the file knows of one.
struct HardWiredMacros {
  private(set) var edits: [PlannedEdit] = []
  private(set) var unplaced: [UnplacedCheck] = []

  /// `macros`: those of the planned guards with the index of their patch.
  init(source: SourceText, macros: [String: Int], stageCount: Int) {
    guard source.isBalanced, !source.hasNulBytes else { return }
    let style = DirectiveStyle(of: source)
    for directive in source.directives where directive.name == "define" {
      guard let operand = directive.operands.first else { continue }
      let macro = source.text(of: source.tokens[operand])
      guard let stage = macros[macro], Self.holdsEverywhere(directive, macro, in: source) else {
        continue
      }
      let lines = directive.lineStart..<source.lineEnd(of: directive.end)
      guard Self.knowsConfiguration(source), source.bytes[lines].last == 10 else {
        unplaced.append(
          UnplacedCheck(
            name: macro, file: source.path,
            reason:
              "line \(source.lineNumber(of: directive.hash)) defines \(macro) whatever a check says"
          ))
        continue
      }
      let hash = style.hash(depth: source.depth(at: directive.lineStart))
      let text =
        Array("\(hash)ifndef HAVE_CONFIG_H".utf8) + source.lineBreak
        + source.bytes[lines] + Array("\(hash)endif".utf8) + source.lineBreak
      let key = IntentKey(rule: .check, function: macro, file: source.path, enclosing: nil)
      edits.append(
        PlannedEdit(
          rule: .check, file: source.path, range: lines, rank: .min, owner: "the checks",
          replacements: (0..<stageCount).map { $0 >= stage ? text : nil },
          intents: (0..<stageCount).map { $0 == stage ? [key] : [] }))
    }
  }

  /// Neither a header guard nor `#ifndef HAVE_X` keeps a definition from overruling a check.
  private static func holdsEverywhere(
    _ directive: Directive, _ macro: String, in source: SourceText
  ) -> Bool {
    let guardDirective = source.headerGuard?.branches.first?.directive
    return source.branches(around: directive.hash)
      .filter { $0.conditional.branches[0].directive != guardDirective }
      .allSatisfy { conditional, index in
        conditional.branches[index].condition.isImplied(by: macro, isDefined: false)
      }
  }

  private static func knowsConfiguration(_ source: SourceText) -> Bool {
    source.directives.contains { directive in
      directive.operands.contains { source.text(of: source.tokens[$0]) == "HAVE_CONFIG_H" }
    }
  }
}
