import Catalogue
import Recipe

/// Plans the checks by which the build system finds out what each patch's guards ask.
struct CheckPlanner {
  private(set) var edits: [PlannedEdit] = []
  private(set) var recognised = 0
  private(set) var unplaced: [UnplacedCheck] = []
  /// What a recipe or a maintainer has to know beside the patches.
  private(set) var notes: [String] = []
  private let files: BuildFiles
  private let requests: [CheckRequest]
  private let planned: PlannedNames
  private let stageCount: Int
  private let parsed = ParsedFiles()

  /// `guarded`: the functions of guards that are planned or stand already.
  init(
    plan: PortPlan, catalogue: Catalogue, files: BuildFiles, sources: [String: SourceText],
    guarded: Set<String>
  ) {
    self.files = files
    requests = CheckedNames(plan: plan, catalogue: catalogue).requests(guarded: guarded)
    planned = PlannedNames(requests)
    stageCount = FilePlan.stageCount(of: plan)
    guard !requests.isEmpty else { return }
    let states = states()
    for file in states.flatMap(\.keys).reduce(into: Set<String>(), { $0.insert($1) }).sorted() {
      addEdits(to: file, states: states)
    }
    recognised +=
      requests.flatMap { request in request.names.filter { isFound($0, in: states) } }.count
    if files.autoconf != nil || files.cmake != nil {
      for source in sources.values.sorted(by: { $0.path < $1.path }) {
        let wired = HardWiredMacros(source: source, macros: macros, stageCount: stageCount)
        edits += wired.edits
        unplaced += wired.unplaced
      }
    }
    addNotes()
  }

  /// The macros that the planned guards ask, by the index of their patch.
  private var macros: [String: Int] {
    requests.filter { !$0.isPlatform }.reduce(into: [:]) { macros, request in
      for name in request.names { macros[name.macro] = request.stage }
    }
  }

  /// Every build file that changes, after each stage.
  private mutating func states() -> [[String: [UInt8]]] {
    var states: [[String: [UInt8]]] = []
    var current = files.bytes
    for stage in 0..<stageCount {
      if let request = requests.first(where: { $0.stage == stage }) {
        current = adding(request, to: current)
      }
      states.append(current.filter { files.bytes[$0.key] != $0.value })
    }
    return states
  }

  private mutating func adding(
    _ request: CheckRequest, to given: [String: [UInt8]]
  ) -> [String: [UInt8]] {
    var current = given
    var headers: [String] = files.written
    if let main = files.autoconf {
      let result = AutoconfChecks(main: main, planned: planned, parsed: parsed).adding(
        request, to: current)
      current = result.files
      unplaced += result.unplaced
      headers += AutoconfSources(main: main, files: current, parsed: parsed).templates(
        besides: main)
    }
    if let main = files.cmake {
      let result = CMakeChecks(main: main, planned: planned, parsed: parsed).adding(
        request, to: current)
      current = result.files
      unplaced += result.unplaced
      headers += CMakeSources(main: main, files: current, parsed: parsed).templates(among: current)
    }
    let failed = Set(unplaced.map(\.name))
    var seen: Set<String> = []
    for path in headers where seen.insert(path).inserted && !files.overridden.contains(path) {
      for name in request.names.sorted() where !failed.contains(name.name) {
        guard let bytes = current[path] else { continue }
        let header = ConfigurationHeader(path: path, bytes: bytes)
        let isAnswered = request.isPlatform || files.answered.contains(name.name)
        guard !header.mentions(name.macro), !(isAnswered && files.written.contains(path)) else {
          continue
        }
        switch header.adding(name) {
        case .success(let added): current[path] = added
        case .failure(let problem):
          unplaced.append(UnplacedCheck(name: name.name, file: path, reason: problem.reason))
        }
      }
    }
    return current
  }

  private mutating func addEdits(to file: String, states: [[String: [UInt8]]]) {
    guard let base = files.bytes[file] else { return }
    let texts = states.map { $0[file] ?? base }
    let hunks = LineHunks(base: base, stages: texts).hunks
    for hunk in hunks {
      let given = Array(base[hunk.range])
      let intents = (0..<stageCount).map { stage -> [IntentKey] in
        let before = stage == 0 ? given : hunk.replacements[stage - 1] ?? given
        let after = hunk.replacements[stage] ?? given
        return names(of: stage).filter { Self.isAdded($0, from: before, to: after) }.map {
          IntentKey(rule: .check, function: $0.name, file: file, enclosing: nil)
        }
      }
      edits.append(
        PlannedEdit(
          rule: .check, file: file, range: hunk.range, rank: .min, owner: "the checks",
          replacements: hunk.replacements, intents: intents))
    }
  }

  private func names(of stage: Int) -> [CheckedName] {
    requests.filter { $0.stage == stage }.flatMap(\.names)
  }

  private func isFound(_ name: CheckedName, in states: [[String: [UInt8]]]) -> Bool {
    !edits.contains { $0.intents.joined().contains { $0.function == name.name } }
      && !unplaced.contains { $0.name == name.name }
  }

  private static func isAdded(_ name: CheckedName, from before: [UInt8], to after: [UInt8]) -> Bool
  {
    func count(_ bytes: [UInt8]) -> Int {
      String(decoding: bytes, as: UTF8.self)
        .split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }
        .count { $0 == name.name || $0 == name.macro }
    }
    return count(after) > count(before)
  }

  private mutating func addNotes() {
    if let main = files.autoconf,
      edits.contains(where: {
        $0.file.hasSuffix(".ac") || $0.file.hasSuffix(".in") || $0.file.hasSuffix(".m4")
      })
    {
      let configure = TreePath.joined(main, "configure")
      if files.paths.contains(configure),
        edits.contains(where: { $0.file == main || $0.file.hasSuffix(".m4") })
      {
        notes.append(
          """
          \(configure) is generated and not patched: let the recipe's builds run autoreconf, or \
          upstream's own script, first
          """)
      }
    }
    let named = files.written + [files.autoconf, files.cmake].compactMap { $0 }
    for file in Set(named).subtracting(files.paths).sorted() where !files.paths.isEmpty {
      notes.append("\(file), which the recipe's `checks` name, is not in this tree")
    }
    let names = requests.flatMap { $0.names.map(\.macro) }
    if files.autoconf == nil, files.cmake == nil, files.overridden.isEmpty, !files.paths.isEmpty {
      notes.append(
        "no configure.ac or CMakeLists.txt: the builds must define \(names.joined(separator: ", "))"
      )
    }
  }
}
