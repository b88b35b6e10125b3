import Foundation
import Tools

/// libstdc++, built from source against the sealed C library before any name was hidden in it, and
/// what a view keeps of it.
///
/// Its members were compiled with every name there, so they are renamed in the same way as the C
/// library's own. A member that wants a hidden name is left out, and what it defines fails to
/// link, unless it is one of `kept`.
package struct CPlusPlusLibrary: Hashable, Sendable {
  /// Where `make install` put it: `include/c++` and `lib`.
  package let prefix: String

  package init(prefix: String) {
    self.prefix = prefix
  }

  /// In the view, and below the installed library's `include`.
  static let headerDirectory = "c++"
  static let archives = ["libstdc++.a", "libsupc++.a"]

  /// The members that stay although they want a hidden name, each with its reason.
  ///
  /// The names remain what they are in the sealed C library, where a path names nothing but what
  /// lies beneath a descriptor: these members cannot open more than `<descend.h>` can.
  static let kept = [
    "basic_file.o": "every stream needs it; an fstream opens /dev/fd/N/rest and nothing else",
    "random.o": "std::random_device asks the processor; it opens /dev/urandom only if told to",
  ]

  /// The members that are left out although every name that they want stays: directory iterators
  /// call openat() with AT_FDCWD, which is hidden, but is no symbol.
  static let ofWorkingDirectory = ["fs_dir.o", "cow-fs_dir.o"]

  /// Copies headers and archives into a view whose C library is there; returns the members that
  /// were left out, sorted.
  func write(into view: String, names: HiddenNames) async throws(ViewError) -> [String] {
    let headers = prefix + "/include/" + Self.headerDirectory
    guard FileManager.default.fileExists(atPath: headers + "/vector") else {
      throw .noLibrary(headers)
    }
    try ViewFiles.copy(headers, to: view + "/" + Self.headerDirectory)
    var left: Set<String> = []
    for archive in Self.archives {
      let copy = view + "/lib/" + archive
      try ViewFiles.copy(prefix + "/lib/" + archive, to: copy)
      let table = try await SymbolTable([copy])
      let dropped = dropped(from: table, of: copy, names: names)
      if !dropped.isEmpty {
        // Deterministic, as the rest of the view: no times, no owners.
        _ = try await Tool("ar", ["dsD", copy] + dropped).succeed()
      }
      left.formUnion(dropped)
      _ = try await Tool(
        "objcopy",
        [
          "--enable-deterministic-archives",
          "--redefine-syms=\(view)/lib/\(LibraryArchive.listName)", copy,
        ]
      ).succeed()
    }
    return left.sorted()
  }

  private func dropped(from table: SymbolTable, of archive: String, names: HiddenNames) -> [String]
  {
    let wanting = table.symbols.filter { symbol in
      let member = Self.member(symbol, of: archive)
      let isOfWorkingDirectory =
        names.hidesMacro(HiddenNames.workingDirectory) && Self.ofWorkingDirectory.contains(member)
      let wantsHidden = !symbol.isDefined && names.row(symbol.name) != nil
      return isOfWorkingDirectory || wantsHidden && Self.kept[member] == nil
    }
    return Set(wanting.map { Self.member($0, of: archive) }).sorted()
  }

  /// `fs_ops.o` of `libstdc++.a[fs_ops.o]`.
  static func member(_ symbol: SymbolTable.Symbol, of archive: String) -> String {
    String(symbol.object.dropFirst(archive.count + 1).dropLast())
  }
}
