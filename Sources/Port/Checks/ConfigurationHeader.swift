/// A configuration header, or the template of one, which says of each macro whether it is defined.
///
/// autoheader sorts its templates by the bytes of the macros; others are sorted more or less. A new
/// entry goes after the one whose macro is the greatest below its own, so that a sorted file stays sorted.
struct ConfigurationHeader {
  private struct Entry {
    let macro: String
    let directive: Directive
    /// After the line break, or after the conditional that it stands in.
    let end: Int
    /// The line starts of the comment right before it; nil if there is none.
    let comment: Int?
    let isSeparated: Bool
  }

  private let source: SourceText
  private let entries: [Entry]

  init(path: String, bytes: [UInt8]) {
    source = SourceText(path: path, bytes: bytes)
    entries = Self.entries(of: source)
  }

  /// Whether the file is one at all: it speaks of some macros that say what there is.
  var hasEntries: Bool { entries.contains { $0.macro.hasPrefix("HAVE_") } }

  /// Whether it speaks of `macro`, in a comment or under a condition too.
  func mentions(_ macro: String) -> Bool {
    let text = String(decoding: source.bytes, as: UTF8.self)
    return text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == macro }
  }

  /// The file with an entry for `name`, or why it cannot have one.
  func adding(_ name: CheckedName) -> Result<[UInt8], Problem> {
    guard source.isBalanced, !source.hasNulBytes else {
      return .failure(Problem(reason: "its conditionals do not balance"))
    }
    guard hasEntries else { return .failure(Problem(reason: "it has no entry to stand beside")) }
    let before = entries.filter { $0.macro <= name.macro }.max { $0.macro < $1.macro }
    let text = entry(for: name)
    if let before {
      let blank = separates ? source.lineBreak : []
      return .success(
        source.bytes[..<before.end] + blank + text + source.bytes[before.end...])
    }
    let first = entries[0]
    let start = first.comment ?? first.directive.lineStart
    let blank = separates ? source.lineBreak : []
    return .success(source.bytes[..<start] + text + blank + source.bytes[start...])
  }

  struct Problem: Error {
    let reason: String
  }

  private var separates: Bool { entries.count { $0.isSeparated } * 2 > entries.count }
  private var comments: Bool { entries.count { $0.comment != nil } * 2 > entries.count }

  private func entry(for name: CheckedName) -> [UInt8] {
    let text = String(decoding: source.bytes, as: UTF8.self)
    // autoheader wrote `name' before autoconf 2.72, and 'name' since.
    let old = text.ranges(of: "you have the `").count
    let new = text.ranges(of: "you have the '").count
    let quote = new > old ? "'" : "`"
    let what =
      name.kind == .function
      ? "\(quote)\(name.name)' function" : "<\(name.name)> header file"
    var lines: [String] = []
    if comments { lines.append("/* Define to 1 if you have the \(what). */") }
    lines.append(pattern.replacing("{}", with: name.macro))
    return lines.flatMap { Array($0.utf8) + source.lineBreak }
  }

  /// How most entries are written, with `{}` for the macro.
  private var pattern: String {
    var counts: [String: Int] = [:]
    for entry in entries where entry.macro.hasPrefix("HAVE_") {
      let line = source.text(entry.directive.hash..<entry.directive.end)
      let kind = String(line.prefix { $0 == "#" || $0 == " " })
      let rest = line.dropFirst(kind.count)
      let value = rest.hasSuffix(" 1") && entry.directive.operands.count > 1 ? " 1" : ""
      counts["\(kind)\(entry.directive.name) {}\(value)", default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "#undef {}"
  }

  private static func entries(of source: SourceText) -> [Entry] {
    let base = source.headerGuard == nil ? 0 : 1
    let guardMacro = base == 1 ? source.directives[1].hash : -1
    var entries: [Entry] = []
    for directive in source.directives
    where ["undef", "cmakedefine", "define"].contains(directive.name)
      && directive.hash != guardMacro
    {
      guard let operand = directive.operands.first else { continue }
      let around = source.branches(around: directive.hash)
      // One conditional around the entry belongs to it, as autoheader's own for _GNU_SOURCE.
      guard around.count <= base + 1 else { continue }
      let outer = around.count > base ? around[base].conditional : nil
      let first = outer.map { source.directives[$0.branches[0].directive] } ?? directive
      let last = outer?.end.map { source.directives[$0] } ?? directive
      let comment = source.commentStart(before: first.lineStart)
      let start = comment ?? first.lineStart
      entries.append(
        Entry(
          macro: source.text(of: source.tokens[operand]), directive: directive,
          end: source.lineEnd(of: last.end), comment: comment,
          isSeparated: start > 0 && source.isBlankLine(before: start)))
    }
    return entries
  }
}

extension SourceText {
  /// The start of the line on which a comment begins that ends on the line before `offset`.
  func commentStart(before offset: Int) -> Int? {
    guard offset > 0 else { return nil }
    let last = tokenIndex(at: offset) - 1
    guard last >= 0, tokens[last].kind == .comment,
      lineEnd(of: max(tokens[last].end - 1, 0)) == offset
    else { return nil }
    let start = lineStart(of: tokens[last].start)
    return bytes[start..<tokens[last].start].allSatisfy { $0 <= 32 } ? start : nil
  }

  /// Whether the line before the one that starts at `offset` is empty.
  func isBlankLine(before offset: Int) -> Bool {
    let start = lineStart(of: offset - 1)
    return bytes[start..<offset].allSatisfy { $0 <= 32 }
  }
}
