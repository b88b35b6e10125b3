import Tools

/// The archives of the view: the library's own, with every hidden symbol under another name.
///
/// The name changes in all members at once, so that fopen's call of open still finds it, while
/// `char open();` of a configure test finds nothing. Stripping or localising a symbol would break
/// the members that use it.
struct LibraryArchive {
  let library: LibraryDirectories
  let names: HiddenNames

  /// Beside the archives: what was renamed, for objcopy.
  static let listName = "hidden.symbols"

  /// Copies and renames; returns the link names that were hidden, sorted.
  func write(into directory: String) async throws(ViewError) -> [String] {
    try ViewFiles.makeDirectory(directory)
    let files = try library.linkFiles()
    let table = try await SymbolTable(files.map { library.lib + "/" + $0 })
    let hidden = Set(table.symbols.map(\.name).filter { names.row($0) != nil }).sorted()
    let list = directory + "/" + Self.listName
    let lines = hidden.map { "\($0) \(HiddenNames.prefix)\($0)\n" }
    try ViewFiles.write(lines.joined(), to: list)
    for file in files {
      let copy = directory + "/" + file
      try ViewFiles.copy(library.lib + "/" + file, to: copy)
      let arguments = ["--enable-deterministic-archives", "--redefine-syms=\(list)", copy]
      _ = try await Tool("objcopy", arguments).succeed()
    }
    try await check(files.map { directory + "/" + $0 })
    return hidden
  }

  /// No member may define or want a hidden name under its plain spelling.
  private func check(_ files: [String]) async throws(ViewError) {
    let left = try await SymbolTable(files).symbols.filter { names.row($0.name) != nil }
    guard left.isEmpty else {
      throw .notHidden(Set(left.map { "\($0.name) in \($0.object)" }).sorted())
    }
  }
}
