/// The autoconf input of a tree: its configure.ac, what that includes by name, and the macros that
/// it uses from the tree's m4 files.
struct AutoconfSources {
  /// configure.ac first.
  let editable: [String]
  private let texts: [String: M4Text]
  /// The macros that configure defines somewhere, whatever the conditions: `HAVE_OPEN`.
  let defined: Set<String>

  /// `files` holds at least `main`.
  init(main: String, files: [String: [UInt8]], parsed: ParsedFiles) {
    var texts: [String: M4Text] = [:]
    var editable: [String] = []
    var waiting = [main]
    while let file = waiting.popLast() {
      guard texts[file] == nil, let bytes = files[file] else { continue }
      let text = parsed.m4(file, bytes)
      texts[file] = text
      editable.append(file)
      waiting += Self.included(by: text, from: main).reversed()
    }
    self.texts = texts
    self.editable = editable
    let library = files.keys.filter { $0.hasSuffix(".m4") && texts[$0] == nil }.sorted()
      .compactMap { file in files[file].map { parsed.m4(file, $0) } }
    defined = Self.defined(by: editable.compactMap { texts[$0] }, library: library)
  }

  func text(of file: String) -> M4Text? { texts[file] }

  /// The header templates that configure fills in, by their paths in the tree: `config.h.in`.
  func templates(besides main: String) -> [String] {
    let calls = editable.compactMap { texts[$0] }.flatMap { text in
      text.calls.filter {
        ["AC_CONFIG_HEADERS", "AC_CONFIG_HEADER", "AM_CONFIG_HEADER"].contains($0.name)
      }
      .flatMap { call in call.arguments.first.map { text.words(of: $0) } ?? [] }
    }
    return calls.flatMap { word -> [String] in
      let parts = word.text.split(separator: ":").map(String.init)
      return parts.count > 1 ? Array(parts.dropFirst()) : parts.map { $0 + ".in" }
    }.map { TreePath.joined(main, $0) }
  }

  private static func included(by text: M4Text, from main: String) -> [String] {
    text.calls.filter { ["m4_include", "m4_sinclude", "sinclude", "include"].contains($0.name) }
      .compactMap { call in call.arguments.first.flatMap { text.words(of: $0).first?.text } }
      .map { TreePath.joined(main, $0) }
  }

  /// What autoconf's own macros look for, besides their lists (autoconf manual, "Particular Functions").
  private static let particular: [String: [String]] = [
    "AC_FUNC_FORK": ["fork", "vfork"], "AC_FUNC_MMAP": ["mmap"], "AC_FUNC_CHOWN": ["chown"],
    "AC_FUNC_FSEEKO": ["fseeko"], "AC_FUNC_GETLOADAVG": ["getloadavg"],
    "AC_FUNC_STRFTIME": ["strftime"], "AC_FUNC_UTIME_NULL": ["utime"],
    "AC_FUNC_VPRINTF": ["vprintf"], "AC_FUNC_WAIT3": ["wait3"],
  ]

  private static func defined(by texts: [M4Text], library: [M4Text]) -> Set<String> {
    var macros: Set<String> = []
    var words: Set<String> = []
    for text in texts {
      words.formUnion(text.words)
      for call in text.calls { macros.formUnion(self.macros(of: call, in: text)) }
    }
    // A macro of the library counts once something that counts uses it.
    var definitions: [(name: String, text: M4Text, range: Range<Int>)] = []
    for text in library {
      for call in text.calls
      where ["AC_DEFUN", "AC_DEFUN_ONCE", "AU_DEFUN", "m4_define"].contains(call.name) {
        guard let name = call.arguments.first.flatMap({ text.words(of: $0).first?.text }) else {
          continue
        }
        definitions.append((name, text, call.range))
      }
    }
    var used = definitions.filter { words.contains($0.name) }
    var isKnown = Set(used.map(\.name))
    while let definition = used.popLast() {
      let inner = definition.text.calls.filter { definition.range.contains($0.range.lowerBound) }
      for call in inner { macros.formUnion(self.macros(of: call, in: definition.text)) }
      let identifiers = Set(
        definition.text.text(definition.range).split { !$0.isLetter && !$0.isNumber && $0 != "_" }
          .map(String.init))
      for next in definitions
      where identifiers.contains(next.name) && isKnown.insert(next.name).inserted {
        used.append(next)
      }
    }
    for (macro, functions) in particular where words.contains(macro) {
      macros.formUnion(functions.map(CheckedName.macro))
    }
    return macros
  }

  /// What one call defines. AC_CHECK_FUNC and AC_CHECK_HEADER alone define nothing.
  private static func macros(of call: M4Text.Call, in text: M4Text) -> [String] {
    guard let first = call.arguments.first else { return [] }
    let words = text.words(of: first).map(\.text)
    if ["AC_DEFINE", "AC_DEFINE_UNQUOTED"].contains(call.name) { return words }
    let isList =
      [
        "_CHECK_FUNCS", "_CHECK_FUNCS_ONCE", "_REPLACE_FUNCS", "_CHECK_HEADERS",
        "_CHECK_HEADERS_ONCE",
      ]
      .contains { call.name.hasSuffix($0) }
    // An upstream's own: PY_CHECK_FUNC, X_CHECK_SOCKET_FUNC.
    let isOwn =
      call.name != "AC_CHECK_FUNC" && call.name.contains("CHECK_") && call.name.hasSuffix("_FUNC")
    return isList || isOwn ? words.map(CheckedName.macro) : []
  }
}

/// Paths inside a source tree.
package enum TreePath {
  /// The directory of a path, with its slash; empty at the root.
  package static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// `path` as the file `from` names it, relative to that file's directory.
  static func joined(_ from: String, _ path: String) -> String {
    var parts: [Substring] = []
    for part in (directory(of: from) + path).split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
