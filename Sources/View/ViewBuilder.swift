package import Catalogue
import Foundation

/// Makes a view out of the catalogue and an installed C library, and a C++ library if there is one.
package struct ViewBuilder: Sendable {
  private let names: HiddenNames
  private let compiler: String
  private let note: @Sendable (String) -> Void

  /// - Parameters:
  ///   - catalogue: the names.
  ///   - profile: those that it forbids are hidden.
  ///   - descending: whether the names stay that the library itself answers for descriptors only:
  ///     every path but `/dev/fd/N/...` is refused.
  ///   - compiler: the host compiler that the wrapper calls: gcc 12 or later, or clang.
  ///   - note: told what is being done, a short sentence at a time.
  package init(
    catalogue: Catalogue, profile: Profile, descending: Bool = false, compiler: String = "gcc",
    note: @escaping @Sendable (String) -> Void
  ) {
    names = HiddenNames(catalogue: catalogue, profile: profile, keepsDescending: descending)
    self.compiler = compiler
    self.note = note
  }

  /// A builder of views in which every name is there, to build the platform's own libraries with.
  package init(hidingNothing compiler: String = "gcc", note: @escaping @Sendable (String) -> Void) {
    names = .none
    self.compiler = compiler
    self.note = note
  }

  /// What a view depends on beside catalogue and library, for the key under which it is kept: how
  /// views are made, and the compiler whose directories are written into the wrapper.
  package func identity() async throws(ViewError) -> [String] {
    let target = try await TargetCompiler(compiler)
    let format = names.canonicalNames.isEmpty ? ViewFormat.compilerDigest : ViewFormat.digest
    return [format, target.description]
  }

  /// Builds into `directory`, which must not exist or be empty.
  package func build(
    library: LibraryDirectories, cPlusPlus: CPlusPlusLibrary? = nil, into directory: String
  ) async throws(ViewError) -> View {
    let directory = URL(fileURLWithPath: directory).path
    try Self.requireEmpty(directory)
    let target = try await TargetCompiler(compiler)
    note("reading the library's headers")
    let declarations =
      try await HeaderScan(library: library, compiler: target, names: names).run()
    try ViewFiles.makeDirectory(directory + "/include")
    try HeaderOverlay(library: library, names: names)
      .write(declarations, into: directory + "/include")
    try ViewFiles.copy(library.include, to: directory + "/libc")
    try linkKernelHeaders(target, into: directory + "/kernel")
    note("renaming the library's symbols")
    let symbols = try await LibraryArchive(library: library, names: names)
      .write(into: directory + "/lib")
    try ViewTexts(compiler: target, hasCPlusPlus: cPlusPlus != nil).write(into: directory)
    try await UnwindSupport.write(into: directory)
    try await ProgramLibrary.write(into: directory)
    var left: [String] = []
    if let cPlusPlus {
      note("adding the C++ library")
      left = try await cPlusPlus.write(into: directory, names: names)
    }
    let view = View(
      directory: directory, contents: contents(target.machine, declarations, symbols, left))
    try Self.save(view)
    note(
      "hid \(view.hiddenFunctions.count) functions and \(view.hiddenObjects.count) objects; "
        + "\(view.undeclared.count) forbidden names are not in this library")
    return view
  }

  private func contents(
    _ machine: String, _ declarations: [LibraryDeclaration], _ symbols: [String],
    _ membersLeftOut: [String]
  ) -> View.Contents {
    let declared = Set(declarations.compactMap { names.row($0.name)?.name })
    let defined = Set(symbols.compactMap { names.row($0)?.name })
    let hidden = declared.union(defined).sorted()
    let isFunction = { (name: String) in names.row(name)?.kind == .function }
    return View.Contents(
      machine: machine,
      hiddenFunctions: hidden.filter(isFunction),
      hiddenObjects: hidden.filter { !isFunction($0) },
      hiddenSymbols: symbols,
      withoutDeclaration: defined.subtracting(declared).sorted(),
      undeclared: names.canonicalNames.filter { !declared.contains($0) && !defined.contains($0) },
      membersLeftOut: membersLeftOut)
  }

  /// The kernel's headers are no part of the C library: constants and structures only. They are
  /// linked, one directory each, so that nothing else of the host is found beside them.
  private func linkKernelHeaders(
    _ target: TargetCompiler, into directory: String
  ) throws(ViewError) {
    try ViewFiles.makeDirectory(directory)
    for name in ["asm", "asm-generic", "linux", "mtd"] {
      let found = target.kernelDirectories.map { "\($0)/\(name)" }
        .first { FileManager.default.fileExists(atPath: $0) }
      if let found {
        try ViewFiles.link("\(directory)/\(name)", to: found)
      } else {
        note("the host has no <\(name)/...> headers")
      }
    }
  }

  private static func requireEmpty(_ directory: String) throws(ViewError) {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    guard entries.isEmpty else {
      throw .file(path: directory, reason: "is not empty; a view is built into a new directory")
    }
  }

  private static func save(_ view: View) throws(ViewError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      let text = String(decoding: try encoder.encode(view.contents), as: UTF8.self)
      try ViewFiles.write(text + "\n", to: View.contentsPath(view.directory))
    } catch let error as ViewError {
      throw error
    } catch {
      throw .file(path: View.contentsPath(view.directory), reason: "\(error)")
    }
  }
}
