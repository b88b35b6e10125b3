import Port

/// Reads the options of a project from its build files, without running anything.
package enum OptionReader {
  /// `files` by their paths; those that are none of a build system are passed over.
  package static func options(in files: [String: [UInt8]]) -> [BuildOption] {
    files.sorted { $0.key < $1.key }.flatMap { path, bytes -> [BuildOption] in
      let name = path.split(separator: "/").last ?? ""
      if ["configure.ac", "configure.in"].contains(name) || name.hasSuffix(".m4") {
        return autoconf(path, bytes)
      }
      if name == "CMakeLists.txt" || name.hasSuffix(".cmake") { return cmake(path, bytes) }
      if ["meson_options.txt", "meson.options"].contains(name) { return meson(path, bytes) }
      return []
    }
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<offset].count { $0 == 10 }
  }

  private static func autoconf(_ path: String, _ bytes: [UInt8]) -> [BuildOption] {
    let text = M4Text(bytes)
    let kinds = ["AC_ARG_ENABLE": ("enable", "disable"), "AC_ARG_WITH": ("with", "without")]
    return text.calls.compactMap { call in
      guard let (on, off) = kinds[call.name], let first = call.arguments.first,
        let name = text.words(of: first).first?.text, !name.contains("$")
      else { return nil }
      let help = call.arguments.count > 1 ? text.text(call.arguments[1]) : ""
      // A help that names the positive form describes an option that is off unless asked for.
      let isPositive = help.contains("--\(on)-\(name)") && !help.contains("--\(off)-\(name)")
      return BuildOption(
        spelling: "--\(isPositive ? on : off)-\(name)", help: described(help, name: name),
        file: path, line: line(of: call.range.lowerBound, in: bytes))
    }
  }

  /// The help without AS_HELP_STRING, its quotes, and the option's own name.
  private static func described(_ help: String, name: String) -> String {
    var text = help.replacing("AS_HELP_STRING", with: "").replacing("AC_HELP_STRING", with: "")
    text.removeAll { $0 == "[" || $0 == "]" || $0 == "\"" }
    text = BuildOption.plain(text)
    while text.hasPrefix("(") || text.hasPrefix(",") || text.hasPrefix(" ") { text.removeFirst() }
    if text.hasPrefix("--") {
      let end = text.firstIndex { $0 == "," || $0.isWhitespace } ?? text.endIndex
      text = String(text[end...])
    }
    while let last = text.last, ") ,".contains(last) { text.removeLast() }
    return String(text.drop { $0 == "," || $0.isWhitespace })
  }

  private static func cmake(_ path: String, _ bytes: [UInt8]) -> [BuildOption] {
    let text = CMakeText(bytes)
    return text.commands.compactMap { command in
      guard ["option", "cmake_dependent_option"].contains(command.keyword),
        command.arguments.count >= 2
      else { return nil }
      let values = text.values(of: command)
      guard !values[0].contains("$") else { return nil }
      // What leaves something out when it is on says so in its name.
      let words = values[0].uppercased().split(separator: "_")
      let isNegative = words.contains { ["NO", "DISABLE", "WITHOUT", "OMIT"].contains($0) }
      return BuildOption(
        spelling: "-D\(values[0])=\(isNegative ? "ON" : "OFF")", help: BuildOption.plain(values[1]),
        file: path, line: line(of: command.range.lowerBound, in: bytes))
    }
  }

  /// `option('name', type : 'boolean', description : 'text')`: the syntax is CMake's as far as this goes.
  private static func meson(_ path: String, _ bytes: [UInt8]) -> [BuildOption] {
    let text = String(decoding: bytes, as: UTF8.self)
    var options: [BuildOption] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "option(") {
      let after = rest[open.upperBound...]
      let end = after.firstIndex(of: ")") ?? after.endIndex
      let strings = after[..<end].split(separator: "'", omittingEmptySubsequences: false)
      let line = 1 + text[..<open.lowerBound].count { $0 == "\n" }
      rest = after[end...]
      guard strings.count > 1, !isComment(open.lowerBound, in: text) else { continue }
      let described = strings.firstIndex { $0.contains("description") }
      let help = described.flatMap { $0 + 1 < strings.count ? String(strings[$0 + 1]) : nil } ?? ""
      let isFeature = strings.contains("feature")
      options.append(
        BuildOption(
          spelling: "-D\(strings[1])=\(isFeature ? "disabled" : "false")",
          help: BuildOption.plain(help), file: path, line: line))
    }
    return options
  }

  private static func isComment(_ index: String.Index, in text: String) -> Bool {
    let line = text[..<index].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
    return text[line..<index].contains("#")
  }
}
