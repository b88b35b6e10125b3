import Foundation

/// The C library as an fd-only program sees it: headers, archives and a compiler that uses them.
///
/// Its directory can be moved: nothing in it names its own place.
package struct View: Hashable, Sendable {
  /// What was hidden, and what there was no need to hide. Kept in the view's directory as JSON.
  package struct Contents: Codable, Hashable, Sendable {
    /// `x86_64-linux-musl`: what configure takes as --host.
    package let machine: String
    /// The catalogue's names that the library declares or defines, sorted: all are hidden.
    package let hiddenFunctions: [String]
    package let hiddenObjects: [String]
    /// The link names that were renamed in the archives, sorted: the above with their aliases.
    package let hiddenSymbols: [String]
    /// The hidden names that no header declares, so that only the linker refuses them; sorted.
    package let withoutDeclaration: [String]
    /// The forbidden names that this library neither declares nor defines, sorted.
    package let undeclared: [String]
    /// The members of the C++ library that want a hidden name and were left out, sorted.
    package let membersLeftOut: [String]

    package init(
      machine: String, hiddenFunctions: [String], hiddenObjects: [String],
      hiddenSymbols: [String], withoutDeclaration: [String], undeclared: [String],
      membersLeftOut: [String] = []
    ) {
      self.machine = machine
      self.hiddenFunctions = hiddenFunctions
      self.hiddenObjects = hiddenObjects
      self.hiddenSymbols = hiddenSymbols
      self.withoutDeclaration = withoutDeclaration
      self.undeclared = undeclared
      self.membersLeftOut = membersLeftOut
    }
  }

  package let directory: String
  package let contents: Contents

  init(directory: String, contents: Contents) {
    self.directory = directory
    self.contents = contents
  }

  /// A view that was built before.
  package init(directory: String) throws(ViewError) {
    let path = Self.contentsPath(directory)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .notAView(directory: directory, reason: "view.json is missing")
    }
    do {
      self.init(
        directory: directory, contents: try JSONDecoder().decode(Contents.self, from: data))
    } catch {
      throw .notAView(directory: directory, reason: "view.json cannot be read")
    }
  }

  static func contentsPath(_ directory: String) -> String { directory + "/view.json" }

  package var hiddenFunctions: [String] { contents.hiddenFunctions }
  package var hiddenObjects: [String] { contents.hiddenObjects }
  package var hiddenSymbols: [String] { contents.hiddenSymbols }
  package var undeclared: [String] { contents.undeclared }

  package var compiler: String { directory + "/bin/" + SourceLanguage.c.wrapperName }
  package var cPlusPlusCompiler: String {
    directory + "/bin/" + SourceLanguage.cPlusPlus.wrapperName
  }

  /// Whether it has a C++ library; if not, its C++ compiler only says how to get one.
  package var hasCPlusPlus: Bool {
    FileManager.default.fileExists(atPath: directory + "/lib/" + CPlusPlusLibrary.archives[0])
  }

  /// The host's: an archive of the view's objects is like any other.
  package var archiver: String { "ar" }

  /// What a build of any kind is told.
  package var environment: [String: String] { BuildVariables(self).byName }
}
