/// How a CMake project writes its checks and hands what they find to the compiler.
struct CMakeStyle {
  /// Whether functions are looked for in headers: `check_symbol_exists("open" "fcntl.h" HAVE_OPEN)`.
  let usesSymbols: Bool
  private let isQuoted: Bool
  private let isUpper: Bool
  /// `check_function_exists (open HAVE_OPEN)`.
  private let isSpaced: Bool
  /// How a macro reaches the compiler where no configuration header does.
  let definition: Definition

  enum Definition {
    case header
    /// A command of the project's own: `define_if(ALL HAVE_OPEN)`, with the file that defines it.
    case helper(String, file: String)
    case command(String, prefix: String, indent: String)
  }

  /// `check_function_exists(name VARIABLE)` or `check_symbol_exists(name headers VARIABLE)`.
  static func isCheck(_ command: CMakeText.Command) -> Bool {
    switch command.keyword {
    case "check_function_exists": command.arguments.count == 2
    case "check_symbol_exists": command.arguments.count == 3
    default: false
    }
  }

  init(sources: CMakeSources, files: [String: [UInt8]], planned: PlannedNames) {
    var checks: [(text: CMakeText, command: CMakeText.Command)] = []
    var isStrict = false
    for text in sources.included.compactMap({ sources.text(of: $0) }) {
      for command in text.commands {
        let values = text.values(of: command)
        if command.keyword == "set", values == ["CMAKE_C_EXTENSIONS", "OFF"] { isStrict = true }
        guard Self.isCheck(command), command.depth == 0, !planned.all.contains(values[0]) else {
          continue
        }
        checks.append((text, command))
      }
    }
    let symbols = checks.count { $0.command.keyword == "check_symbol_exists" }
    // Without the extensions headers declare less than the C library has; linking sees all of it.
    usesSymbols = symbols * 2 > checks.count && !isStrict
    isQuoted = checks.count { $0.text.isQuoted($0.command.arguments[0]) } * 2 > checks.count
    isUpper = checks.count { $0.command.name == $0.command.name.uppercased() } * 2 > checks.count
    isSpaced = checks.count { $0.text.isSpaced($0.command) } * 2 > checks.count
    definition =
      sources.templates(among: files).isEmpty
      ? Self.definition(of: sources, checked: sources.defined) : .header
  }

  private static func definition(of sources: CMakeSources, checked: Set<String>) -> Definition {
    let texts = sources.included.compactMap { file in sources.text(of: file).map { (file, $0) } }
    var known: Set<String> = []
    for (_, text) in texts {
      for command in text.commands {
        let values = text.values(of: command)
        if values.count == 2, values[0] == "ALL", checked.contains(values[1]) {
          known.insert(command.name)
        }
        known.insert(command.keyword)
      }
    }
    for (file, text) in texts {
      for command in text.commands where ["function", "macro"].contains(command.keyword) {
        guard let name = text.values(of: command).first else { continue }
        let isUsed = texts.contains { _, user in
          user.commands.contains { call in
            let values = user.values(of: call)
            return call.keyword == name.lowercased() && values.count == 2 && values[0] == "ALL"
              && checked.contains(values[1])
          }
        }
        if isUsed { return .helper(name, file: file) }
      }
    }
    let indent = texts.lazy.compactMap { $0.1.blockIndent }.first ?? "  "
    return known.contains("add_compile_definitions")
      ? .command("add_compile_definitions", prefix: "", indent: indent)
      : .command("add_definitions", prefix: "-D", indent: indent)
  }

  /// The module that brings the command for a name.
  func module(for name: CheckedName) -> String {
    if name.kind == .header { return "CheckIncludeFile" }
    return usesSymbols && name.header != nil ? "CheckSymbolExists" : "CheckFunctionExists"
  }

  /// The check of one name; `column` is where the second argument of those around it stands, counted
  /// from the command's first byte.
  func line(for name: CheckedName, column: Int?) -> String {
    let command: String
    var second: String?
    switch module(for: name) {
    case "CheckIncludeFile": command = "check_include_file"
    case "CheckSymbolExists":
      command = "check_symbol_exists"
      second = quoted(name.header ?? "")
    default: command = "check_function_exists"
    }
    let open = isSpaced ? " (" : "("
    let first = "\(isUpper ? command.uppercased() : command)\(open)\(quoted(name.name))"
    let pad = max((column ?? 0) - first.utf8.count, 1)
    let rest = (second.map { [$0] } ?? []) + [name.macro]
    return first + String(repeating: " ", count: pad) + rest.joined(separator: " ") + ")"
  }

  private func quoted(_ text: String) -> String { isQuoted ? "\"\(text)\"" : text }
}
