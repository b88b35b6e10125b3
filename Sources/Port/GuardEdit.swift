import Catalogue
import Findings
import Recipe

/// What a site is to the lines around it.
enum SiteRole: Hashable {
  /// A call, or the definition of a macro that makes one.
  case call
  /// A call whose value nobody uses and whose arguments need not be evaluated.
  case plainStatement
  /// An element of an initialiser list.
  case element
  /// A whole definition or declaration of something that vanishes.
  case whole
}

/// One site inside a guard.
struct GuardedSite {
  let function: String
  let condition: GuardCondition
  /// The index of the first patch that guards it.
  let owner: Int
  let enclosing: String?
  let identifier: Range<Int>
  /// What the #else has in place of which bytes.
  let failing: Replacement
  let needsErrno: Bool
  let role: SiteRole
  /// The callee that accepts a descriptor's path; nil if the plan sends it nowhere.
  let descend: String?

  init(
    _ site: Site, enclosing: String?, failing: Replacement, role: SiteRole
  ) {
    self.role = role
    function = site.finding.function
    condition = site.condition
    owner = site.owner
    self.enclosing = enclosing
    identifier = site.identifier
    self.failing = failing
    needsErrno = site.needsErrno
    descend = site.descend
  }

  /// The same with another failing form.
  func failing(_ failing: Replacement) -> GuardedSite {
    GuardedSite(copy: self, failing: failing)
  }

  private init(copy site: GuardedSite, failing: Replacement) {
    function = site.function
    condition = site.condition
    owner = site.owner
    enclosing = site.enclosing
    identifier = site.identifier
    self.failing = failing
    needsErrno = site.needsErrno
    role = site.role
    descend = site.descend
  }

  /// A definition or declaration of which nothing is left.
  init(vanished name: String, condition: GuardCondition, owner: Int, lines: Range<Int>) {
    function = name
    self.condition = condition
    self.owner = owner
    role = .whole
    enclosing = nil
    identifier = lines
    failing = Replacement(range: lines, text: "")
    needsErrno = false
    descend = nil
  }
}

/// Bytes of the file as it was given, and what stands there instead.
struct Replacement {
  let range: Range<Int>
  let text: String
}

/// The lines between one `#if` and its `#endif`, with every site in them.
struct GuardEdit {
  let rule: PortRule
  /// Whole physical lines.
  let lines: Range<Int>
  /// The `#` and its blanks.
  let hash: String
  /// Dropped from the added branches: a comment that speaks of the original line.
  let comment: Range<Int>?
  let sites: [GuardedSite]
  /// Set if ``lines`` are that of an `#if` which takes the guard's condition along: its own.
  var joined: String?

  /// The guard as it stands after the patches up to `last`; nil if none of its sites has its turn.
  func text(
    in source: SourceText, style: DirectiveStyle, plan: PortPlan, last: Int, descends: Bool
  ) -> [UInt8]? {
    let active = sites.filter { $0.owner <= last }
    let whole = GuardCondition.all(of: active.map(\.condition))
    guard !active.isEmpty, let restricted = whole.restricted(to: plan.functions(through: last))
    else { return nil }
    let condition = source.unanswered(of: restricted, at: lines.lowerBound, plan.sites)
    let original = Array(source.bytes[lines])
    if let joined {
      let own = style.condition(condition, plan.sites)
      return line("\(hash)if \(joined) && \(own)", source)
    }
    var result = line("\(hash)\(style.opening(condition, plan.sites))", source)
    result += terminated(original, source)
    if descends, let descends = descendCondition(active, plan) {
      result += line("\(hash)elif \(descends)", source)
      result += terminated(descending(active, source), source)
    }
    let failing = terminated(render(active.map(\.failing), source), source)
    // Of a definition, and of the line of a table's row, nothing is left.
    if Lexer.tokens(of: failing).contains(where: { $0.kind != .comment }) {
      result += line("\(hash)else", source) + failing
    }
    let isLong = rule == .definitionGuard
    result += Array("\(hash)endif".utf8)
    if isLong { result += Array(" /* \(style.comment(condition, plan.sites)) */".utf8) }
    return original.last == 10 ? result + source.lineBreak : result
  }

  private func line(_ text: String, _ source: SourceText) -> [UInt8] {
    Array(text.utf8) + source.lineBreak
  }

  private func terminated(_ bytes: [UInt8], _ source: SourceText) -> [UInt8] {
    bytes.last == 10 ? bytes : bytes + source.lineBreak
  }

  private func descendCondition(_ active: [GuardedSite], _ plan: PortPlan) -> String? {
    guard let descend = plan.descend else { return nil }
    let functions = Set(active.filter { $0.descend != nil }.map(\.function)).sorted()
    var conditions: [String] = []
    for function in functions {
      let condition = descend.condition.replacing("{NAME}", with: function.uppercased())
      if !conditions.contains(condition) { conditions.append(condition) }
    }
    return conditions.isEmpty ? nil : conditions.joined(separator: " && ")
  }

  /// The lines with each callee that descends renamed, and the others failing.
  private func descending(_ active: [GuardedSite], _ source: SourceText) -> [UInt8] {
    render(
      active.map { site in
        site.descend.map { Replacement(range: site.identifier, text: $0) } ?? site.failing
      }, source)
  }

  /// The lines with the replacements made; one inside another is swallowed by it.
  private func render(_ replacements: [Replacement], _ source: SourceText) -> [UInt8] {
    let dropped = comment.map { [Replacement(range: $0, text: "")] } ?? []
    let ordered = (replacements + dropped).sorted { left, right in
      (left.range.lowerBound, right.range.upperBound)
        < (right.range.lowerBound, left.range.upperBound)
    }
    var result: [UInt8] = []
    var position = lines.lowerBound
    for replacement in ordered where replacement.range.lowerBound >= position {
      result += source.bytes[position..<replacement.range.lowerBound]
      result += Array(replacement.text.utf8)
      position = replacement.range.upperBound
    }
    return result + source.bytes[position..<lines.upperBound]
  }
}
