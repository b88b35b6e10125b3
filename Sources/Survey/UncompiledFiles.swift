import Catalogue
import Compilation
import Findings
import Foundation
import Glibc
import Inactive

/// Finds the source files of a tree that nothing compiles, and what the lexer sees in them.
struct UncompiledFiles {
  private let root: String
  /// The same places that units report, so that nothing is read twice.
  private let texts: InactiveText

  private let isWanted: Bool
  /// The names of units' main files, relative: what is compiled by its own name.
  private let mains: Set<String>

  init(_ request: AuditRequest, catalogue: Catalogue) {
    isWanted = request.listsUncompiled
    root = AbsolutePath.normalised(request.root)
    let files = ProjectFiles(root: root, directory: "/", resolvedPaths: ResolvedPaths())
    texts = InactiveText(
      names: AmbientNames(catalogue, profile: request.profile), profile: request.profile,
      files: files)
    let root = root
    mains = Set(request.units.map { AbsolutePath.relative($0.file, to: root) })
  }

  private static let units: Set = ["c", "cc", "cp", "cpp", "cxx", "c++", "C", "CPP"]
  /// Read as part of units; without ambient names they are of no interest.
  private static let parts: Set = ["h", "hh", "hpp", "hxx", "H", "inc", "y", "l"]

  /// What was seen in a file; true while the file is as it was.
  struct Count: Codable, Sendable {
    let signature: FileSignature
    let names: [String: Int]
  }

  struct List {
    var files: [AuditReport.UncompiledFile] = []
    /// What was seen in each file that was read, whether it is listed or not.
    var counts: [String: Count] = [:]
    /// The directories and files that were looked at: while all are unchanged, so is the list.
    var signatures: [String: FileSignature] = [:]

    /// Without the files of those relative paths, which units read.
    func without(_ known: Set<String>) -> List {
      var list = self
      list.files.removeAll { known.contains($0.file) }
      return list
    }
  }

  /// Empty if the request does not ask for it. `remembered`: what an earlier audit saw with the same names.
  func list(remembered: [String: Count] = [:]) -> List {
    var list = List()
    guard isWanted else { return list }
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
        !mains.contains(path)
      else { continue }
      let isUnit = UncompiledFiles.units.contains(suffix)
      guard isUnit || UncompiledFiles.parts.contains(suffix), let signature,
        let names = names(of: path, signature, remembered[path])
      else { continue }
      list.signatures[place] = signature
      list.counts[path] = Count(signature: signature, names: names)
      guard isUnit || !names.isEmpty else { continue }
      list.files.append(AuditReport.UncompiledFile(file: path, names: names))
    }
    return list
  }

  /// Nil if the file cannot be read.
  private func names(
    of path: String, _ signature: FileSignature, _ remembered: Count?
  ) -> [String: Int]? {
    if let remembered, remembered.signature == signature { return remembered.names }
    guard access("\(root)/\(path)", R_OK) == 0 else { return nil }
    return Dictionary(texts.names(in: path).map { ($0, 1) }, uniquingKeysWith: +)
  }
}
