import Compilation
import Findings
import Lexing

/// What an audit has to do: for each unit whether it must be parsed, and by which key its result is
/// kept.
struct SurveyPlan {
  enum Forecast {
    /// No text that the unit can include can make a site.
    case clear
    /// The key is nil where the result may hang on more than the texts that are known.
    case parsed(key: String?)

    var isClear: Bool {
      if case .clear = self { true } else { false }
    }

    var key: String? {
      if case .parsed(let key) = self { key } else { nil }
    }
  }

  let table: TextTable
  let directories: DirectoryIndex
  private(set) var searches: [[String]: CompilerSearch] = [:]
  /// The main file of each unit.
  private let files: [String]
  /// What each unit's command says.
  let flags: [UnitFlags]
  /// One a unit.
  private(set) var forecasts: [Forecast] = []
  /// The unit that was handed out before its forecast was known.
  private(set) var begun: Int?
  /// False if some unit's texts are not all known.
  private(set) var isWhole = true
  private var foresight: Foresight?
  /// The texts that each unit can include, if they are all known and one may make a site.
  private var closures: [Int: [Int]] = [:]
  private var mains: Set<Int> = []

  /// `begin` is called for a unit that will hardly be spared, if there is one: a worker that has nothing to do
  /// yet can be at it while the rest is foreseen.
  init(
    _ request: AuditRequest, names: Set<String>, settings: Survey.Settings, memory: SurveyMemory,
    desk: FlagsDesk, begin: (Int) -> Void
  ) async {
    let words = Set(names.map { Word($0) })
    table = TextTable(root: request.root, interest: words, remembered: memory.texts)
    directories = DirectoryIndex()
    files = request.units.map(\.file)
    flags = request.units.map(UnitFlags.init)
    let targets = Set(flags.map(\.target))
    // The first worker starts while the main files are read.
    async let found = SurveyPlan.searches(targets, memory: memory, desk: desk)
    table.prepare(Array(Set(files)).sorted())
    // One worker is left to answer questions.
    if settings.width > 1, let unit = likeliest(of: words) {
      begun = unit
      begin(unit)
    }
    searches = await found
    foresee(request, names: names, settings: settings, memory: memory)
  }

  /// Of the units whose own text is new and has a name of interest, the one with the largest.
  private func likeliest(of names: Set<Word>) -> Int? {
    let likely = files.indices.filter { unit in
      table.number(of: files[unit]).map(table.isNew) == true && uses(names, in: unit)
    }
    return likely.max { (size(of: $0), $1) < (size(of: $1), $0) }
  }

  private static func searches(
    _ targets: Set<[String]>, memory: SurveyMemory, desk: FlagsDesk
  ) async -> [[String]: CompilerSearch] {
    var searches: [[String]: CompilerSearch] = [:]
    for target in targets {
      if let known = memory.search(target) {
        searches[target] = known
      } else {
        // Flags that libclang refuses as a whole say nothing of where it looks: their units are parsed.
        searches[target] = await CompilerSearch.ask(desk, target: target)
      }
    }
    return searches
  }

  private mutating func foresee(
    _ request: AuditRequest, names: Set<String>, settings: Survey.Settings, memory: SurveyMemory
  ) {
    let graph = InclusionGraph(table: table, directories: directories)
    let closures = zip(request.units, flags).map {
      command, flags -> (main: Int, closure: InclusionGraph.Closure)? in
      guard let compilers = searches[flags.target] else { return nil }
      let path = InclusionGraph.SearchPath(
        quoted: flags.quoted, angled: flags.angled + compilers.directories)
      return graph.closure(of: command, flags: flags, path: path)
    }
    let included = closures.reduce(into: Set<Int>()) { included, found in
      if let found { included.formUnion(found.closure.texts.filter { $0 != found.main }) }
    }
    mains = Set(closures.compactMap { $0?.main }).subtracting(included)
    let foresight = Foresight(table: table, mains: mains, names: names)
    self.foresight = foresight
    // A result that was not parsed is none where all are to be.
    let key = UnitKey(
      tool: memory.toolIdentity(searches) + (settings.isExhaustive ? [1] : [0]), table: table)
    for (number, found) in closures.enumerated() {
      guard let found, found.closure.isComplete else {
        forecasts.append(.parsed(key: nil))
        isWhole = false
        continue
      }
      let mustParse =
        settings.isExhaustive
        || foresight.mayHaveSites(
          main: found.main, closure: found.closure,
          definitions: flags[number].definitionMacros)
      if mustParse { self.closures[number] = found.closure.texts }
      let unit = UnitRequest(
        root: request.root, profile: request.profile, unit: request.units[number],
        traced: request.traced)
      forecasts.append(
        mustParse ? .parsed(key: key.name(of: unit, closure: found.closure)) : .clear)
    }
  }

  /// The size of a unit's main text in bytes; 0 if it cannot be read.
  func size(of unit: Int) -> Int64 {
    table.number(of: files[unit]).map { Int64(table.texts[$0].signature.size) } ?? 0
  }

  /// Whether the unit's own text has a name of interest.
  func isLikely(_ unit: Int) -> Bool { uses(interest, in: unit) }

  private func uses(_ names: Set<Word>, in unit: Int) -> Bool {
    table.number(of: files[unit]).map { number in
      table.texts[number].summary.uses.contains(where: names.contains)
    } ?? false
  }

  /// Those first whose own text has a name of interest: they will hardly be spared, and the sooner it is known what they
  /// begin with, the better. The largest of them before others, so that no worker is left with one while the others
  /// have nothing to do.
  func order(of units: [Int]) -> [Int] {
    let likely = units.filter(isLikely)
    let sizes = Dictionary(uniqueKeysWithValues: units.map { ($0, size(of: $0)) })
    func larger(_ one: Int, _ other: Int) -> Bool {
      (sizes[other] ?? 0, one) < (sizes[one] ?? 0, other)
    }
    return likely.sorted(by: larger) + Set(units).subtracting(likely).sorted(by: larger)
  }

  /// What the unit can hold that `texts` are; nil if its texts are not all known.
  func files(of unit: Int, in texts: TextsOfInterest) -> [FileReference]? {
    closures[unit].map(texts.files)
  }

  /// What makes a site without any macro.
  var interest: Set<Word> { foresight?.interest ?? [] }

  /// Takes a while to tell.
  var textsOfInterest: TextsOfInterest? {
    let definitions = Set(flags.flatMap(\.definitionMacros))
    return foresight.map {
      TextsOfInterest(
        table, candidates: $0.candidates(mains: mains, definitions: Array(definitions)),
        foresight: $0)
    }
  }
}
