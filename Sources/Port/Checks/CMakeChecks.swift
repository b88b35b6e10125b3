/// Adds checks to a CMake project: after those that it has, in their form, or in a block of their own.
struct CMakeChecks {
  let main: String
  let planned: PlannedNames
  let parsed: ParsedFiles

  func adding(
    _ request: CheckRequest, to files: [String: [UInt8]]
  ) -> (files: [String: [UInt8]], unplaced: [UnplacedCheck]) {
    var files = files
    let sources = CMakeSources(main: main, files: files, parsed: parsed)
    let missing = request.names.filter { !sources.defined.contains($0.macro) }.sorted {
      ($0.kind == .header ? 0 : 1, $0.name) < ($1.kind == .header ? 0 : 1, $1.name)
    }
    if !missing.isEmpty,
      let flaw = sources.included.lazy.compactMap({ sources.text(of: $0)?.flaw }).first
    {
      return (files, missing.map { UnplacedCheck(name: $0.name, file: main, reason: flaw) })
    }
    let style = CMakeStyle(sources: sources, files: files, planned: planned)
    for name in missing {
      guard
        let (file, bytes) = place(in: files, style)
          .adding(name, isPlatform: request.isPlatform)
      else {
        return (
          files,
          missing.map {
            UnplacedCheck(
              name: $0.name, file: main,
              reason: "it has no check, include or project() to stand beside")
          }
        )
      }
      files[file] = bytes
    }
    for module in modules(for: request, in: files) {
      if let (file, bytes) = place(in: files, style)
        .including(module)
      {
        files[file] = bytes
      }
    }
    return (files, [])
  }

  private func place(in files: [String: [UInt8]], _ style: CMakeStyle) -> CMakePlace {
    CMakePlace(main: main, files: files, planned: planned, style: style, parsed: parsed)
  }

  /// The modules of the commands that look for the names of `request`.
  private func modules(for request: CheckRequest, in files: [String: [UInt8]]) -> [String] {
    let names = Set(request.names.map(\.name))
    let sources = CMakeSources(main: main, files: files, parsed: parsed)
    let used = sources.included.compactMap { sources.text(of: $0) }.flatMap { text in
      text.commands.filter { text.values(of: $0).first.map(names.contains) ?? false }
        .compactMap { Self.modules[$0.keyword] }
    }
    return Set(used).sorted()
  }

  private static let modules = [
    "check_function_exists": "CheckFunctionExists", "check_symbol_exists": "CheckSymbolExists",
    "check_include_file": "CheckIncludeFile",
  ]
}
