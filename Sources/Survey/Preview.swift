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
  private var numbers: [[String]: Int] = [:]
  private var predefined: [[String]: PreparedText] = [:]

  init(_ request: AuditRequest, catalogue: Catalogue, plan: SurveyPlan, desk: FlagsDesk) {
    self.request = request
    self.plan = plan
    self.desk = desk
    names = AmbientNames(catalogue, profile: request.profile)
    files = ProjectFiles(
      root: request.root, directory: "/", resolvedPaths: ResolvedPaths())
    let interest = plan.interest
    texts = SurveyTexts(
      table: plan.table, directories: plan.directories, files: files,
      inactive: InactiveText(names: names, profile: request.profile, files: files),
      interest: interest, objects: Set(names.objects.map { Word($0) }),
      traced: Set((request.traced ?? []).map { Word($0) }), candidates: plan.candidates)
    preprocessor = Preprocessor(
      library: texts, spellings: texts.spellings, definitions: texts.definitions, names: interest)
  }

  /// What there is to say of each of `units` that compiles nothing that makes a site; `parse` is called for
  /// the others, as soon as that is known.
  func results(of units: [Int], parse: (Int) -> Void) async -> [Int: UnitResult] {
    var firsts: [[String]: Int] = [:]
    for unit in units where firsts[plan.flags[unit].settings] == nil {
      firsts[plan.flags[unit].settings] = unit
    }
    await learn(Array(firsts.keys))
    // One unit asks nearly all that the others of its flags would; what has no answer yet is run in vain.
    let scouts = Set(firsts.values)
    let results = await follow(units.filter(scouts.contains), parse)
    let others = await follow(units.filter { !scouts.contains($0) }, parse)
    return results.merging(others) { first, _ in first }
  }

  private func follow(_ units: [Int], _ parse: (Int) -> Void) async -> [Int: UnitResult] {
    var results: [Int: UnitResult] = [:]
    var open = units
    // Answers may lead to further questions.
    for _ in 0..<4 where !open.isEmpty {
      var questions: [[String]: Set<String>] = [:]
      var unanswered: [Int] = []
      for unit in open {
        guard let marks = marks(of: unit) else {
          parse(unit)
          continue
        }
        guard preprocessor.questions.isEmpty else {
          questions[plan.flags[unit].settings, default: []].formUnion(preprocessor.questions)
          unanswered.append(unit)
          continue
        }
        if let result = result(of: unit, marks) { results[unit] = result } else { parse(unit) }
      }
      await answer(questions)
      open = unanswered
    }
    for unit in open { parse(unit) }
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
      numbers[arguments] = texts.searches.count
      texts.searches.append(known.search)
      predefined[arguments] = texts.preamble(known.macros)
    }
  }

  /// Nil if it cannot be told what the unit compiles.
  private func marks(of unit: Int) -> [Int32]? {
    let flags = plan.flags[unit]
    let command = request.units[unit]
    guard flags.isUnderstood, command.file.hasSuffix(".c"), let known = knowledge[flags.settings],
      let search = numbers[flags.settings], let first = predefined[flags.settings],
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
    return try? preprocessor.marks(
      of: PreprocessedUnit(
        main: main, search: search, preamble: [first, texts.preamble(flags.definitionLines)],
        included: included), answers: known.answers)
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
