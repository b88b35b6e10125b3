import Lexing
import Recipe

/// Where added `#include`s go in one file, and which of them stand already.
struct IncludePlanner {
  let source: SourceText
  let style: DirectiveStyle
  let plan: PortPlan

  /// After the last unconditional `#include` before the first line of code; nil if there is none.
  var position: Int? {
    let baseDepth = source.headerGuard == nil ? 0 : 1
    let firstCode = source.tokens.first { token in
      token.kind != .comment
        && !source.directives.contains { $0.hash <= token.start && token.start < $0.end }
    }
    let last = source.directives.last { directive in
      directive.name == "include" && directive.hash < (firstCode?.start ?? .max)
        && source.branches(around: directive.hash).count == baseDepth
    }
    return last.map { source.lineEnd(of: $0.end) }
  }

  /// Whether `<errno.h>` is included wherever `function` is missing.
  func hasErrno(for function: String) -> Bool {
    let macro = plan.sites.macro(for: function)
    let isMissing = plan.sites.sense == .absent
    return includes(of: "errno.h").contains { directive in
      conditions(around: directive).allSatisfy { $0.isImplied(by: macro, isDefined: isMissing) }
    }
  }

  var hasDescend: Bool { !includes(of: "descend.h").isEmpty }

  /// After a block that includes nothing but `<errno.h>` and starts at `offset`, or `offset` itself.
  func afterErrnoBlock(at offset: Int) -> Int {
    for conditional in source.conditionals {
      guard let end = conditional.end, let branch = conditional.branches.first,
        conditional.branches.count == 1,
        source.directives[branch.directive].lineStart == offset, end == branch.directive + 2,
        isInclude(source.directives[branch.directive + 1], of: "errno.h")
      else { continue }
      return source.lineEnd(of: source.directives[end].end)
    }
    return offset
  }

  /// The three lines that include `header` where `opening` (the words after the `#`) holds.
  func block(opening: String, header: String) -> [UInt8] {
    let outer = style.hash(depth: 0)
    let inner = style.hash(depth: 1)
    return ["\(outer)\(opening)", "\(inner)include <\(header)>", "\(outer)endif"]
      .flatMap { Array($0.utf8) + source.lineBreak }
  }

  private func includes(of header: String) -> [Directive] {
    source.directives.filter { isInclude($0, of: header) }
  }

  private func isInclude(_ directive: Directive, of header: String) -> Bool {
    guard directive.name == "include", let first = directive.operands.first,
      let last = directive.operands.last
    else { return false }
    let operand = source.text(source.tokens[first].start..<source.tokens[last].end)
    return operand == "<\(header)>" || operand == "\"\(header)\""
  }

  /// A header guard and a test for the header itself never keep it out.
  private func conditions(around directive: Directive) -> [Condition] {
    let guardDirective = source.headerGuard?.branches.first?.directive
    return source.branches(around: directive.hash)
      .filter { $0.conditional.branches[0].directive != guardDirective }
      .map { $0.conditional.branches[$0.index].condition }
      .filter { !$0.requires("HAVE_ERRNO_H", isDefined: true) }
  }
}
