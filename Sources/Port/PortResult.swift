package import Findings

/// What the generator would change, as a list of patches, and what it left alone.
package struct PortResult: Hashable, Sendable {
  /// The patches that change something, in order; a descend patch is the last.
  package let stages: [PortStage]
  /// Forbidden sites that no rule could edit safely: sorted by file and line.
  package let leftovers: [Leftover]
  /// Sites in files that the recipe leaves out of the build.
  package let omitted: [OmittedSite]
  /// Sites whose guard stands, but without the descend branch that the plan wants and that cannot
  /// be added safely: they fail where they could descend.
  package let undescended: [Leftover]
  /// How many sites, insertions and includes stand already.
  package let recognised: Int
  /// Patches of the plan that list no function of any site.
  package let unusedPatches: [String]
  /// All edits against the sources that were given, in file order: the last stage's, so that the
  /// files of the last stage are the sources with exactly these applied.
  package let edits: [PortEdit]
  /// Functions of headers that vanish on the platform, sorted by name.
  package let apiChanges: [APIChange]
  /// One for each of ``edits``, in the same order.
  package let explanations: [EditExplanation]

  /// What a recipe's author or a maintainer has to know beside the patches.
  package let notes: [String]

  package init(
    stages: [PortStage], leftovers: [Leftover], omitted: [OmittedSite], undescended: [Leftover],
    recognised: Int, unusedPatches: [String], edits: [PortEdit], apiChanges: [APIChange] = [],
    explanations: [EditExplanation] = [], notes: [String] = []
  ) {
    self.stages = stages
    self.leftovers = leftovers
    self.omitted = omitted
    self.undescended = undescended
    self.recognised = recognised
    self.unusedPatches = unusedPatches
    self.edits = edits
    self.apiChanges = apiChanges
    self.explanations = explanations
    self.notes = notes
  }

  /// The same with other texts.
  func with(stages: [PortStage]) -> PortResult {
    PortResult(
      stages: stages, leftovers: leftovers, omitted: omitted, undescended: undescended,
      recognised: recognised, unusedPatches: unusedPatches, edits: edits, apiChanges: apiChanges,
      explanations: explanations, notes: notes)
  }

  /// The same with sites left that stand in what the port itself wrote.
  package func leaving(_ findings: [Finding]) -> PortResult {
    let more = findings.map {
      Leftover($0, "its guard's macro is defined although the function is missing")
    }
    return PortResult(
      stages: stages, leftovers: leftovers + more, omitted: omitted, undescended: undescended,
      recognised: recognised, unusedPatches: unusedPatches, edits: edits, apiChanges: apiChanges,
      explanations: explanations, notes: notes)
  }

  /// Of a tree without a site.
  static let nothing = PortResult(
    stages: [], leftovers: [], omitted: [], undescended: [], recognised: 0, unusedPatches: [],
    edits: [])
}

/// One patch as generated.
package struct PortStage: Hashable, Sendable {
  package let name: String
  package let subject: String
  package let body: String
  /// The platform's own patch, on top of guards that build without it.
  package let isDescend: Bool
  /// Every file that differs from the pristine one after this patch and those before it.
  package let files: [String: [UInt8]]
  /// Against the pristine files: the edits of this patch and of those before it.
  package let edits: [PortEdit]
  /// What this patch alone adds.
  package let intents: [PortIntent]

  package init(
    name: String, subject: String, body: String, isDescend: Bool, files: [String: [UInt8]],
    edits: [PortEdit], intents: [PortIntent]
  ) {
    self.name = name
    self.subject = subject
    self.body = body
    self.isDescend = isDescend
    self.files = files
    self.edits = edits
    self.intents = intents
  }

  func with(subject: String, body: String) -> PortStage {
    PortStage(
      name: name, subject: subject, body: body, isDescend: isDescend, files: files, edits: edits,
      intents: intents)
  }
}

/// Which rule of the generator made an edit.
package enum PortRule: String, Hashable, Sendable {
  case lineGuard = "line-guard"
  /// The `#if` around a call that stands there already takes the guard's condition along.
  case joinedGuard = "joined-guard"
  /// Around an element of an initialiser list.
  case tableGuard = "table-guard"
  /// Around the whole definition of something that vanishes.
  case definitionGuard = "definition-guard"
  /// Around its prototypes.
  case declarationGuard = "declaration-guard"
  case macroGuard = "macro-guard"
  case insertion
  case check
  case descend
  case errnoInclude = "errno-include"
  case descendInclude = "descend-include"

  /// Whether it stands around code that uses what may be missing.
  var isGuard: Bool {
    switch self {
    case .lineGuard, .joinedGuard, .tableGuard, .definitionGuard, .declarationGuard, .macroGuard:
      true
    default: false
    }
  }
}

/// Bytes of one file replaced by others; offsets are into the file as it was given.
package struct PortEdit: Hashable, Sendable {
  package let rule: PortRule
  package let file: String
  package let start: Int
  package let end: Int
  package let replacement: [UInt8]

  package init(rule: PortRule, file: String, start: Int, end: Int, replacement: [UInt8]) {
    self.rule = rule
    self.file = file
    self.start = start
    self.end = end
    self.replacement = replacement
  }

  /// `bytes` with `edits` of the same file applied, which stand in file order.
  package static func apply(_ edits: [PortEdit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for edit in edits {
      result += bytes[position..<edit.start]
      result += edit.replacement
      position = edit.end
    }
    return result + bytes[position...]
  }
}

/// From what a patch is made again: the rule, and how many times it must apply where.
package struct PortIntent: Hashable, Sendable {
  package let rule: PortRule
  /// Nil for an insertion.
  package let function: String?
  package let file: String
  /// The C function around the sites; nil at file scope.
  package let enclosing: String?
  package let count: Int

  package init(
    rule: PortRule, function: String?, file: String, enclosing: String?, count: Int
  ) {
    self.rule = rule
    self.function = function
    self.file = file
    self.enclosing = enclosing
    self.count = count
  }
}

/// A site that stays as it is, and why.
package struct Leftover: Hashable, Sendable {
  package let function: String
  package let file: String
  package let line: Int
  package let reason: String

  package init(function: String, file: String, line: Int, reason: String) {
    self.function = function
    self.file = file
    self.line = line
    self.reason = reason
  }
}

/// A site in a file that an omission of the plan leaves out of the build.
package struct OmittedSite: Hashable, Sendable {
  package let function: String
  package let file: String
  package let line: Int
  /// The omission's name.
  package let omission: String

  package init(function: String, file: String, line: Int, omission: String) {
    self.function = function
    self.file = file
    self.line = line
    self.omission = omission
  }
}
