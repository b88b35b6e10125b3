/// Adds checks to an autoconf input: in the longest list of functions that configure always comes to,
/// or in a new one.
struct AutoconfChecks {
  let main: String
  let planned: PlannedNames
  let parsed: ParsedFiles

  /// The files with the names of `request` that configure does not define yet.
  func adding(
    _ request: CheckRequest, to files: [String: [UInt8]]
  ) -> (files: [String: [UInt8]], unplaced: [UnplacedCheck]) {
    var files = files
    var unplaced: [UnplacedCheck] = []
    for kind in [CheckedName.Kind.header, .function] {
      let sources = AutoconfSources(main: main, files: files, parsed: parsed)
      let missing = request.names.filter { $0.kind == kind && !sources.defined.contains($0.macro) }
        .sorted()
      guard !missing.isEmpty else { continue }
      // A list defines the usual macros alone; others are defined by a call each.
      let foreign = missing.filter { $0.macro != CheckedName.macro(of: $0.name) }
      let own = missing.filter { $0.macro == CheckedName.macro(of: $0.name) }
      for names in [own, foreign] where !names.isEmpty {
        switch place(names, kind: kind, request: request, files: files) {
        case .success(let (file, bytes)): files[file] = bytes
        case .failure(let problem):
          unplaced += names.map { UnplacedCheck(name: $0.name, file: main, reason: problem.reason) }
        }
      }
    }
    return (files, unplaced)
  }

  private struct Problem: Error {
    let reason: String
  }

  private func place(
    _ names: [CheckedName], kind: CheckedName.Kind, request: CheckRequest, files: [String: [UInt8]]
  ) -> Result<(String, [UInt8]), Problem> {
    let sources = AutoconfSources(main: main, files: files, parsed: parsed)
    let areUsual = names.allSatisfy { $0.macro == CheckedName.macro(of: $0.name) }
    if let flaw = sources.text(of: main)?.flaw { return .failure(Problem(reason: flaw)) }
    let usable = sources.editable.filter { sources.text(of: $0)?.flaw == nil }
    let ours = request.isPlatform ? planned.platform : planned.guards
    var best: (file: String, call: M4Text.Call, count: Int)?
    for file in areUsual ? usable : [] {
      guard let text = sources.text(of: file) else { continue }
      for call in text.calls where isExtendable(call, kind, in: text, ours, request.isPlatform) {
        let count = text.words(of: call.arguments[0]).count
        if count >= best?.count ?? 0 { best = (file, call, count) }
      }
    }
    if let best, var bytes = files[best.file] {
      var argument = best.call.arguments[0]
      for name in names {
        let list = NameList(
          bytes: bytes, words: M4Text.words(of: argument, in: bytes), added: planned.all)
        let extended = list.inserting(name.name)
        argument = argument.lowerBound..<(argument.upperBound + extended.count - bytes.count)
        bytes = extended
      }
      return .success((best.file, bytes))
    }
    guard let text = sources.text(of: main) else {
      return .failure(Problem(reason: "it is missing"))
    }
    return newCall(for: names, areUsual: areUsual, kind: kind, in: text).map { (main, $0) }
  }

  /// A list with an action is about its own names, unless it is long.
  private func isExtendable(
    _ call: M4Text.Call, _ kind: CheckedName.Kind, in text: M4Text, _ ours: Set<String>,
    _ isPlatform: Bool
  ) -> Bool {
    let macros =
      kind == .function ? ["AC_CHECK_FUNCS", "AC_CHECK_FUNCS_ONCE"] : ["AC_CHECK_HEADERS"]
    guard macros.contains(call.name), call.isUnconditional, !call.arguments.isEmpty else {
      return false
    }
    let words = text.words(of: call.arguments[0]).map(\.text)
    guard !words.isEmpty, words.allSatisfy({ !$0.contains("$") && !$0.contains("(") }) else {
      return false
    }
    let actions = call.arguments.dropFirst().map { !text.words(of: $0).isEmpty }
    if actions.first ?? false { return false }
    if actions.dropFirst().contains(true), words.count < 5 { return false }
    if words.allSatisfy(ours.contains) { return true }
    return !isPlatform && words.count >= 3 && !words.allSatisfy(planned.platform.contains)
  }

  private func newCall(
    for checked: [CheckedName], areUsual: Bool, kind: CheckedName.Kind, in text: M4Text
  ) -> Result<[UInt8], Problem> {
    let functions = ["AC_CHECK_FUNCS", "AC_CHECK_FUNCS_ONCE"]
    let headers = ["AC_CHECK_HEADERS", "AC_CHECK_HEADER", "AC_CHECK_HEADERS_ONCE"]
    let open = kind == .function ? "AC_CHECK_FUNCS([" : "AC_CHECK_HEADERS(["
    let bytes = text.bytes
    let lineBreak = SourceText.lineBreak(of: bytes)
    let names = checked.map(\.name)
    let line =
      areUsual
      ? Self.filled(open, names, lineBreak) + lineBreak
      : checked.flatMap { Self.definition(of: $0, lineBreak) }
    // The platform's functions follow its header, and that whatever is upstream's.
    let platform = text.calls.last { headers.contains($0.name) && isPlatform($0, in: text) }
    for group in [functions, headers] {
      let last = text.calls.last { call in
        group.contains(call.name) && call.isUnconditional && endsLine(call, in: bytes)
          && !isPlatform(call, in: text)
      }
      let ofPlatform = names.allSatisfy(planned.platform.contains)
      let anchor =
        (kind == .function && ofPlatform ? platform : nil) ?? longestList(in: text) ?? last
      guard let anchor else { continue }
      let end = bytes[anchor.range.upperBound...].firstIndex(of: 10).map { $0 + 1 }
      guard let end else { return .success(bytes + lineBreak + line) }
      return .success(bytes[..<end] + line + bytes[end...])
    }
    let last = text.calls.first { call in
      ["AC_CONFIG_FILES", "AC_OUTPUT"].contains(call.name) && call.isUnconditional
    }
    guard let last else {
      return .failure(
        Problem(reason: "it has no AC_CHECK_HEADERS, AC_CONFIG_FILES or AC_OUTPUT to stand beside"))
    }
    let start = bytes[..<last.range.lowerBound].lastIndex(of: 10).map { $0 + 1 } ?? 0
    guard bytes[start..<last.range.lowerBound].allSatisfy({ $0 == 32 || $0 == 9 }) else {
      return .failure(Problem(reason: "\(last.name) does not start its line"))
    }
    return .success(bytes[..<start] + line + lineBreak + bytes[start...])
  }

  /// The list that the guards' functions go into, if it ends its line.
  private func longestList(in text: M4Text) -> M4Text.Call? {
    let lists = text.calls.filter {
      isExtendable($0, .function, in: text, planned.guards, false) && endsLine($0, in: text.bytes)
    }
    return lists.max {
      text.words(of: $0.arguments[0]).count < text.words(of: $1.arguments[0]).count
    }
  }

  private func isPlatform(_ call: M4Text.Call, in text: M4Text) -> Bool {
    call.arguments.first.map {
      text.words(of: $0).map(\.text).allSatisfy(planned.platform.contains)
    }
      ?? false
  }

  /// Whether nothing but a comment follows the call on its line.
  private func endsLine(_ call: M4Text.Call, in bytes: [UInt8]) -> Bool {
    let end = bytes[call.range.upperBound...].firstIndex(of: 10) ?? bytes.count
    let rest = bytes[call.range.upperBound..<end].drop { $0 <= 32 }
    return rest.isEmpty || rest.first == UInt8(ascii: "#") || rest.starts(with: "dnl".utf8)
  }

  /// A check that defines a macro of another name.
  private static func definition(of name: CheckedName, _ lineBreak: [UInt8]) -> [UInt8] {
    let lines = [
      "AC_CHECK_FUNC([\(name.name)],",
      "  [AC_DEFINE([\(name.macro)], [1],",
      "    [Define to 1 if you have the `\(name.name)' function.])])",
    ]
    return lines.flatMap { Array($0.utf8) + lineBreak }
  }

  private static func filled(_ open: String, _ names: [String], _ lineBreak: [UInt8]) -> [UInt8] {
    var lines = [open]
    for (index, name) in names.enumerated() {
      let room = lines[lines.count - 1].utf8.count + name.utf8.count + 3
      if index > 0, room > 80 {
        lines.append(String(repeating: " ", count: open.utf8.count) + name)
      } else {
        lines[lines.count - 1] += (index == 0 ? "" : " ") + name
      }
    }
    lines[lines.count - 1] += "])"
    return Array(lines.map { Array($0.utf8) }.joined(separator: lineBreak))
  }
}

extension SourceText {
  /// The line break of the first line.
  static func lineBreak(of bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(of: 10), first > 0, bytes[first - 1] == 13 else {
      return [10]
    }
    return [13, 10]
  }
}
