/// Where one check goes in a CMake project, and the include that it needs.
struct CMakePlace {
  let main: String
  let files: [String: [UInt8]]
  let planned: PlannedNames
  let style: CMakeStyle
  private let sources: CMakeSources

  init(
    main: String, files: [String: [UInt8]], planned: PlannedNames, style: CMakeStyle,
    parsed: ParsedFiles
  ) {
    self.main = main
    self.files = files
    self.planned = planned
    self.style = style
    sources = CMakeSources(main: main, files: files, parsed: parsed)
  }

  private struct Check {
    let index: Int
    let name: String
    let command: CMakeText.Command
  }

  /// The file that gets the check, with it; nil if nothing is there to stand beside.
  func adding(_ name: CheckedName, isPlatform: Bool) -> (String, [UInt8])? {
    if let (file, run) = longestRun, let text = sources.text(of: file) {
      return neighbour(of: name.name, isPlatform: isPlatform, run: run, all: checks(in: text))
        .map { (file, inserting(name, after: $0, in: text)) }
    }
    for file in sources.included {
      guard let text = sources.text(of: file) else { continue }
      let all = checks(in: text)
      let own = all.filter { planned.all.contains($0.name) }
      if let neighbour = neighbour(of: name.name, isPlatform: isPlatform, run: own, all: all) {
        return (file, inserting(name, after: neighbour, in: text))
      }
    }
    return newBlock(name)
  }

  /// The check after which `name` goes: in a sorted sequence its predecessor, else the last of
  /// upstream's, with fdport's own sorted behind it and the platform's behind those.
  private func neighbour(of name: String, isPlatform: Bool, run: [Check], all: [Check]) -> Check? {
    let upstream = run.filter { !planned.all.contains($0.name) }
    // A planned name among upstream's may be upstream's own.
    let tail = run.suffix(run.count - (run.lastIndex { !planned.all.contains($0.name) } ?? -1) - 1)
    let own =
      isPlatform
      ? all.filter { planned.platform.contains($0.name) }
      : tail.filter { planned.guards.contains($0.name) }
    let isSorted = !isPlatform && upstream.count >= 5 && NameList.isSorted(upstream.map(\.name))
    let candidates = isSorted ? run.filter { !planned.platform.contains($0.name) } : own
    if let index = NameList.predecessor(of: name, among: candidates.map(\.name)) {
      return candidates[index]
    }
    return isPlatform ? run.last { !planned.platform.contains($0.name) } : upstream.last ?? own.last
  }

  /// The checks that always run.
  private func checks(in text: CMakeText) -> [Check] {
    text.commands.enumerated().compactMap { index, command in
      let isOne = CMakeStyle.isCheck(command) || command.keyword == "check_include_file"
      guard isOne, command.depth == 0, text.standsAlone(command),
        let name = command.arguments.first.map(text.value)
      else { return nil }
      return Check(index: index, name: name, command: command)
    }
  }

  /// The longest sequence of function checks with no other command between them; two at least are
  /// upstream's.
  private var longestRun: (String, [Check])? {
    var best: (String, [Check], Int)?
    for file in sources.included {
      guard let text = sources.text(of: file) else { continue }
      var run: [Check] = []
      for check in checks(in: text) where CMakeStyle.isCheck(check.command) {
        let continues = run.last.map { isJoined($0.index, check.index, in: text) } ?? false
        run = continues ? run + [check] : [check]
        let count = run.count { !planned.all.contains($0.name) }
        if count >= 2, count >= best?.2 ?? 0 { best = (file, run, count) }
      }
    }
    return best.map { ($0.0, $0.1) }
  }

  /// Whether nothing but what hands a check's result on stands between two checks.
  private func isJoined(_ first: Int, _ second: Int, in text: CMakeText) -> Bool {
    text.commands[(first + 1)..<second].allSatisfy { command in
      text.values(of: command).last.map { planned.macros.contains($0) } ?? false
    }
  }

  private func inserting(_ name: CheckedName, after check: Check, in text: CMakeText) -> [UInt8] {
    let start = text.lineStart(of: check.command.range.lowerBound)
    let indent = text.text(start..<check.command.range.lowerBound)
    let column = Self.column(
      near: check, for: style.module(for: name), in: text, among: checks(in: text))
    let end = text.lineEnd(of: unitEnd(of: check, in: text))
    return text.bytes[..<end]
      + block(for: name, column: column, indent: indent, at: end, in: text) + text.bytes[end...]
  }

  /// After what hands the check's result to the compiler, if that follows.
  private func unitEnd(of check: Check, in text: CMakeText) -> Int {
    let commands = text.commands
    let variable = check.command.arguments.last.map(text.value) ?? ""
    var end = check.command.range.upperBound - 1
    var next = check.index + 1
    guard next < commands.count, text.values(of: commands[next]).last == variable else {
      return end
    }
    if commands[next].keyword == "if" {
      while next < commands.count, commands[next].keyword != "endif" { next += 1 }
      guard next - check.index == 3 else { return end }
    } else if CMakeStyle.isCheck(commands[next]) {
      return end
    }
    end = commands[min(next, commands.count - 1)].range.upperBound - 1
    return end
  }

  /// Where the second argument of the check, or of the nearest one of its kind, stands, if they are
  /// lined up.
  private static func column(
    near check: Check, for module: String, in text: CMakeText, among checks: [Check]
  ) -> Int? {
    let keyword = module == "CheckFunctionExists" ? "check_function_exists" : "check_symbol_exists"
    guard module != "CheckIncludeFile" else { return nil }
    let nearest = checks.filter { $0.command.keyword == keyword }
      .min { abs($0.index - check.index) < abs($1.index - check.index) }
    guard let command = nearest?.command,
      command.arguments[1].lowerBound > command.arguments[0].upperBound + 1
    else { return nil }
    return command.arguments[1].lowerBound - command.range.lowerBound
  }

  private func block(
    for name: CheckedName, column: Int?, indent: String, at offset: Int, in text: CMakeText
  ) -> [UInt8] {
    var lines = [style.line(for: name, column: column)]
    switch style.definition {
    case .header: break
    case .helper(let command, let file) where sources.isRead(file, before: offset):
      lines.append("\(command)(ALL \(name.macro))")
    case .helper:
      lines += ["if(\(name.macro))", "    add_definitions(-D\(name.macro))", "endif()"]
    case .command(let command, let prefix, let inner):
      lines += ["if(\(name.macro))", "\(inner)\(command)(\(prefix)\(name.macro))", "endif()"]
    }
    let lineBreak = SourceText.lineBreak(of: text.bytes)
    return lines.flatMap { Array((indent + $0).utf8) + lineBreak }
  }

  /// Before the comment over the project's first check, or after its includes, or after project().
  private func newBlock(_ name: CheckedName) -> (String, [UInt8])? {
    guard let text = sources.text(of: main) else { return nil }
    let lineBreak = SourceText.lineBreak(of: text.bytes)
    let upstream = checks(in: text).first {
      CMakeStyle.isCheck($0.command) && !planned.all.contains($0.name)
    }
    if let first = upstream {
      var start = text.lineStart(of: first.command.range.lowerBound)
      while start > 0 {
        let before = text.lineStart(of: start - 1)
        guard text.bytes[before] == UInt8(ascii: "#") else { break }
        start = before
      }
      let added = block(for: name, column: nil, indent: "", at: start, in: text) + lineBreak
      return (main, text.bytes[..<start] + added + text.bytes[start...])
    }
    let anchor =
      lastInclude(in: text) ?? text.commands.first { $0.keyword == "project" && $0.depth == 0 }
    guard let anchor, text.standsAlone(anchor) else { return nil }
    let end = text.lineEnd(of: anchor.range.upperBound - 1)
    let open = end > 0 && text.bytes[end - 1] != 10 ? lineBreak : []
    let isFollowed = end < text.bytes.count && !text.bytes[end].isLineBreak
    let added =
      lineBreak + block(for: name, column: nil, indent: "", at: end, in: text)
      + (isFollowed ? lineBreak : [])
    return (main, text.bytes[..<end] + open + added + text.bytes[end...])
  }

  /// The last of the includes that begin with modules of checks, others right below them included.
  private func lastInclude(in text: CMakeText) -> CMakeText.Command? {
    guard let last = includes(in: text).last?.1 else { return nil }
    var anchor = last
    for command in text.commands where command.range.lowerBound > last.range.lowerBound {
      guard command.keyword == "include", command.depth == 0, text.standsAlone(command),
        text.lineEnd(of: anchor.range.upperBound - 1)
          == text.lineStart(of: command.range.lowerBound)
      else { break }
      anchor = command
    }
    return anchor
  }

  private func includes(in text: CMakeText) -> [(String, CMakeText.Command)] {
    text.commands.compactMap { command in
      guard command.keyword == "include", command.depth == 0, text.standsAlone(command),
        let name = command.arguments.first.map(text.value), name.hasPrefix("Check")
      else { return nil }
      return (name, command)
    }
  }

  /// The file that gets an include() for `module`; nil if one stands already.
  func including(_ module: String) -> (String, [UInt8])? {
    for file in sources.included {
      if let text = sources.text(of: file), includes(in: text).contains(where: { $0.0 == module }) {
        return nil
      }
    }
    for file in sources.included {
      guard let text = sources.text(of: file) else { continue }
      let found = includes(in: text)
      guard let last = found.last else { continue }
      let before = NameList.predecessor(of: module, among: found.map(\.0)).map { found[$0] }
      let anchor = (before ?? last).1
      let line = Array("\(anchor.name)(\(module))".utf8) + SourceText.lineBreak(of: text.bytes)
      let end =
        before == nil
        ? text.lineStart(of: found[0].1.range.lowerBound)
        : text.lineEnd(of: anchor.range.upperBound - 1)
      return (file, text.bytes[..<end] + line + text.bytes[end...])
    }
    guard let text = sources.text(of: main),
      let project = text.commands.first(where: { $0.keyword == "project" && $0.depth == 0 })
    else { return nil }
    let end = text.lineEnd(of: project.range.upperBound - 1)
    let lineBreak = SourceText.lineBreak(of: text.bytes)
    let line = lineBreak + Array("include(\(module))".utf8) + lineBreak
    return (main, text.bytes[..<end] + line + text.bytes[end...])
  }
}
