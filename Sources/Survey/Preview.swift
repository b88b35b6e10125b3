import Catalogue
import Compilation
import Findings
import Foundation
import Inactive
import Lexing
import Preprocessing

/// Follows the preprocessor through units that may have a site by their texts as wholes, and tells those
/// that compile nothing of the kind.
final class Preview {
  private let request: AuditRequest
  private let plan: SurveyPlan
  private let desk: FlagsDesk
  private let names: AmbientNames
  private let files: ProjectFiles
  private let texts: SurveyTexts
  private let preprocessor: Preprocessor
  private var knowledge: [[String]: CompilerKnowledge] = [:]
  private var predefined: [[String]: PreparedText] = [:]

  init(
    _ request: AuditRequest, catalogue: Catalogue, plan: SurveyPlan, interest: TextsOfInterest,
    desk: FlagsDesk
  ) {
    self.request = request
    self.plan = plan
    self.desk = desk
    names = AmbientNames(catalogue, profile: request.profile)
    files = ProjectFiles(
      root: request.root, directory: "/", resolvedPaths: ResolvedPaths())
    texts = SurveyTexts(
      table: plan.table, directories: plan.directories, files: files,
      inactive: InactiveText(names: names, profile: request.profile, files: files),
      names: plan.interest, objects: Set(names.objects.map { Word($0) }),
      traced: Set((request.traced ?? []).map { Word($0) }), interest: interest)
    preprocessor = Preprocessor(
      library: texts, spellings: texts.spellings, definitions: texts.definitions,
      names: plan.interest)
  }

  /// What there is to say of each of `units` that compiles nothing that makes a site; the others are handed out, as
  /// soon as that is known.
  func results(of units: [Int], to handout: UnitHandout) async -> [Int: UnitResult] {
    var firsts: [[String]: Int] = [:]
    for unit in units where firsts[plan.flags[unit].settings] == nil {
      firsts[plan.flags[unit].settings] = unit
    }
    await learn(Array(firsts.keys))
    let leads = LeadDesk(request, plan: plan, texts: texts, handout: handout) {
      self.state(of: $0, behind: $1, of: $2)
    }
    // One unit asks nearly all that the others of its flags would; what has no answer yet is run in vain.
    let scouts = Set(firsts.values)
    let results = await follow(units.filter(scouts.contains), handout, leads)
    let others = await follow(units.filter { !scouts.contains($0) }, handout, leads)
    leads.finish()
    return results.merging(others) { first, _ in first }
  }

  private func follow(
    _ units: [Int], _ handout: UnitHandout, _ leads: LeadDesk
  ) async -> [Int: UnitResult] {
    var results: [Int: UnitResult] = [:]
    var open = units
    // Answers may lead to further questions.
    for _ in 0..<4 where !open.isEmpty {
      var questions: [[String]: Set<String>] = [:]
      var unanswered: [Int] = []
      for unit in open {
        guard let (marks, head) = marks(of: unit) else {
          handout.hand(unit)
          continue
        }
        guard preprocessor.questions.isEmpty else {
          questions[plan.flags[unit].settings, default: []].formUnion(preprocessor.questions)
          unanswered.append(unit)
          continue
        }
        if let result = result(of: unit, marks) {
          results[unit] = result
        } else {
          leads.take(unit, head: head)
        }
      }
      await answer(questions)
      open = unanswered
    }
    for unit in open { handout.hand(unit) }
    return results
  }

  private func answer(_ questions: [[String]: Set<String>]) async {
    for (settings, known) in await ask(questions) {
      knowledge[settings]?.answers.values.merge(known.answers.values) { $1 }
    }
  }

  /// What the compiler says under each set of flags, with its answers to those questions.
  private func ask(_ questions: [[String]: Set<String>]) async -> [[String]: CompilerKnowledge] {
    let desk = desk
    return await withTaskGroup(of: ([String], CompilerKnowledge?).self) { group in
      for (settings, asked) in questions {
        group.addTask {
          let questions = asked.sorted()
          return (
            settings,
            await CompilerKnowledge.ask(desk, arguments: settings, questions: questions)
          )
        }
      }
      var found: [[String]: CompilerKnowledge] = [:]
      for await (settings, known) in group { found[settings] = known }
      return found
    }
  }

  private func learn(_ settings: [[String]]) async {
    let found = await ask(Dictionary(uniqueKeysWithValues: settings.map { ($0, []) }))
    for arguments in settings {
      guard let known = found[arguments] else { continue }
      knowledge[arguments] = known
      texts.add(known.search, of: arguments)
      predefined[arguments] = texts.preamble(known.macros)
    }
  }

  /// Nil if it cannot be told what the unit compiles.
  private func marks(of unit: Int) -> (marks: [Int32], head: UnitHead)? {
    guard let (prepared, answers) = prepared(unit, definedBy: unit) else { return nil }
    return try? preprocessor.marks(of: prepared, answers: answers)
  }

  /// The unit, with what the command of `definer` defines.
  private func prepared(
    _ unit: Int, definedBy definer: Int
  ) -> (PreprocessedUnit, CompilerAnswers)? {
    let flags = plan.flags[unit]
    let command = request.units[unit]
    guard flags.isUnderstood, command.file.hasSuffix(".c"), let known = knowledge[flags.settings],
      let search = texts.search(of: flags.settings), let first = predefined[flags.settings],
      let main = plan.table.number(of: command.file)
    else { return nil }
    var included: [(text: Int, directory: Int?)] = []
    for name in flags.included {
      let inclusion = DirectiveProgram.Inclusion(name: name, isQuoted: true)
      guard
        let place = texts.find(
          inclusion, beside: command.directory, behind: nil, search: search)
      else { return nil }
      included.append(place)
    }
    let definitions = texts.preamble(plan.flags[definer].definitionLines)
    return (
      PreprocessedUnit(
        main: main, search: search, preamble: [first, definitions], included: included),
      known.answers
    )
  }

  /// How the head of the unit would end behind these steps, with what the command of `reference` defines; nil if that
  /// cannot be told.
  private func state(
    of unit: Int, behind steps: [LeadStep], of reference: Int
  ) -> UnitHead.State? {
    guard let (prepared, answers) = prepared(unit, definedBy: reference),
      let head = try? preprocessor.head(
        of: prepared, behind: steps, answers: answers)
    else { return nil }
    return preprocessor.questions.isEmpty ? head.state : nil
  }

  /// Nil if the unit may have a site.
  private func result(of unit: Int, _ marks: [Int32]) -> UnitResult? {
    var entered: [Int] = []
    var compiled: [Int: Set<Int>] = [:]
    for mark in marks {
      switch texts.meanings[Int(mark)] {
      case .entered(let text): entered.append(text)
      case .name(let text, let number): compiled[text, default: []].insert(number)
      case .site: return nil
      }
    }
    var inactive = InactiveText(names: names, profile: request.profile, files: files)
    let paths = entered.compactMap { text in texts.relativePath(of: text).map { ($0, text) } }
    for (path, text) in paths.sorted(by: { $0.0 < $1.0 }) {
      let places = compiled[text] ?? []
      var number = -1
      inactive.add(path) { _ in
        number += 1
        return places.contains(number)
      }
    }
    return UnitResult(
      file: request.units[unit].file, standing: .analysed, inactive: inactive.inactive,
      compiled: inactive.compiled, isPreviewed: true)
  }
}
