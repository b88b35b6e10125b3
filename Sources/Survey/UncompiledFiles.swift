import Catalogue
import Findings
import Foundation
import Lexing

/// Finds the source files of a tree that nothing compiles, and what the lexer sees in them.
struct UncompiledFiles {
  private let root: String
  private let names: AmbientNames
  private let glance: NameGlance

  init(root: String, names: AmbientNames) {
    self.root = root
    self.names = names
    glance = NameGlance(names.functions.union(names.objects))
  }

  private static let units: Set = ["c", "cc", "cp", "cpp", "cxx", "c++", "C", "CPP"]
  /// Read as part of units; without ambient names they are of no interest.
  private static let parts: Set = ["h", "hh", "hpp", "hxx", "H", "inc", "y", "l"]

  struct List {
    var files: [AuditReport.UncompiledFile] = []
    /// The directories and files that were looked at: while all are unchanged, so is the list.
    var signatures: [String: FileSignature] = [:]
  }

  /// `known`: relative paths of units and of the files with ambient names that they read.
  func list(except known: Set<String>) -> List {
    var list = List()
    list.signatures[root] = FileSignature(root)
    let paths = FileManager.default.enumerator(atPath: root)
    while let path = paths?.nextObject() as? String {
      let name = path.split(separator: "/").last ?? ""
      // Version control and tools keep their own files under such names.
      if name.hasPrefix(".") {
        paths?.skipDescendants()
        continue
      }
      let place = "\(root)/\(path)"
      // The signature comes first: what is written in between makes the next audit look again.
      let signature = FileSignature(place)
      if signature?.isDirectory == true { list.signatures[place] = signature }
      guard name.contains("."), let suffix = name.split(separator: ".").last.map(String.init),
        !known.contains(path)
      else { continue }
      let isUnit = UncompiledFiles.units.contains(suffix)
      guard isUnit || UncompiledFiles.parts.contains(suffix),
        let data = FileManager.default.contents(atPath: place)
      else { continue }
      list.signatures[place] = signature
      let counts = counts(in: [UInt8](data))
      guard isUnit || !counts.isEmpty else { continue }
      list.files.append(AuditReport.UncompiledFile(file: path, names: counts))
    }
    return list
  }

  private func counts(in text: [UInt8]) -> [String: Int] {
    guard glance.mayHold(text) else { return [:] }
    let uses = NameFinder.uses(
      in: SourceText(text), functions: names.functions, objects: names.objects)
    let rows = uses.compactMap { names.row(of: $0.name, firstArgument: $0.firstArgument)?.name }
    return Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
  }
}
