import Tools

/// Asks the compiler which of the hidden names the library's headers declare, and where.
///
/// All headers go through few runs: a name is declared where its tokens stand, whichever header was
/// included first, so line markers tell each declaring header without a run for each.
struct HeaderScan {
  let library: LibraryDirectories
  let compiler: TargetCompiler
  let names: HiddenNames

  /// The language modes whose declarations are united: the oldest still declares what C11 dropped.
  private static let standards = ["gnu17", "gnu89"]

  /// The declarations of hidden names, sorted by header and line.
  func run() async throws(ViewError) -> [LibraryDeclaration] {
    // The headers in bits/ are parts of others and refuse, or make no sense, on their own.
    let headers = try library.headers().filter { !$0.hasPrefix("bits/") }
    let unit = headers.map { "#include <\($0)>\n" }.joined() + Self.attributeProbe
    let root = library.include + "/"
    let parser = DeclarationParser(names: names, root: root)
    var found: [LibraryDeclaration] = []
    var seen: Set<Place> = []
    for standard in Self.standards {
      let text = try await preprocess(unit, standard)
      for declaration in parser.declarations(in: PreprocessedText(text) { $0.hasPrefix(root) })
      where seen.insert(Place(declaration)).inserted {
        found.append(declaration)
      }
    }
    return found.sorted { ($0.header, $0.line, $0.name) < ($1.header, $1.line, $1.name) }
  }

  private struct Place: Hashable {
    let header: String
    let line: Int
    let name: String

    init(_ declaration: LibraryDeclaration) {
      header = declaration.header
      line = declaration.line
      name = declaration.name
    }
  }

  /// A macro that exists if the compiler turns a use of an unavailable name into an error: gcc does
  /// since version 12 (https://gcc.gnu.org/gcc-12/changes.html) and ignores the attribute before.
  private static let attributeProbe = """
    #if !__has_attribute(__unavailable__)
    #error fdport needs __attribute__((__unavailable__))
    #endif

    """

  private func preprocess(_ unit: String, _ standard: String) async throws(ViewError) -> [UInt8] {
    let arguments =
      ["-E", "-dD", "-x", "c", "-std=\(standard)", "-D_GNU_SOURCE", "-nostdinc"]
      + ["-isystem", library.include, "-isystem", compiler.include]
      + compiler.kernelDirectories.flatMap { ["-idirafter", $0] } + ["-"]
    let outcome: Outcome
    do {
      outcome = try await Tool(compiler.program, arguments, input: Array(unit.utf8)).run()
    } catch {
      throw .tool(error)
    }
    guard !outcome.isSuccess else { return outcome.standardOutput }
    guard !outcome.errorText.contains("fdport needs") else {
      throw .compilerTooOld(compiler.program)
    }
    throw .tool(
      .failed(
        program: compiler.program, status: outcome.statusText,
        output: outcome.tail() + "(the headers in linux/ and asm/ are those of linux-libc-dev)"))
  }
}
