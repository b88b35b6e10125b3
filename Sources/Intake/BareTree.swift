import Compilation
import Foundation

/// The files of a tree without compile commands, as they lie.
///
/// Symbolic links to directories are not followed, so that no loop goes on for ever and no file is
/// met twice.
struct BareTree {
  /// Why a path is no unit.
  struct Note: Hashable {
    let path: String
    let reason: String
  }

  let root: String
  /// C and C++ sources, relative to the root, sorted.
  private(set) var sources: [String] = []
  /// Whatever else can be included, build directories included: config.h is often generated.
  private(set) var headers: Set<String> = []
  /// Templates such as config.h.in.
  private(set) var templates: Set<String> = []
  private(set) var skipped: [Note] = []
  private(set) var failed: [Note] = []
  private(set) var versionControl: [String] = []
  private(set) var buildDirectories: [String] = []
  private(set) var linkedDirectories = 0
  /// Sources that are symbolic links to others of the tree.
  private(set) var linkedSources = 0

  private static let versionControlNames: Set<String> = [
    ".git", ".hg", ".svn", ".bzr", ".jj", "CVS", "_darcs",
  ]
  /// What the build systems put into trees that they configure in place.
  private static let generatedNames: Set<String> = [
    "CMakeFiles", "autom4te.cache", ".libs", ".deps", "meson-private", "node_modules",
  ]
  /// What marks a directory as one that CMake, Meson or ninja builds in.
  private static let buildMarks: Set<String> = ["CMakeCache.txt", "meson-private", ".ninja_log"]
  private static let headerSuffixes: Set<String> = [
    "h", "hh", "H", "hpp", "hxx", "h++", "inc", "inl", "ipp", "tcc", "def", "tbl", "x",
  ]
  /// Of other languages those that can call the system and that C trees hold.
  private static let otherLanguages: Set<String> = [
    "s", "S", "sx", "asm", "m", "mm", "cu", "cl", "hip",
  ]

  init(_ root: String) {
    self.root = root
    var pending: [(path: String, isBuild: Bool)] = [("", false)]
    while let (path, isBuild) = pending.popLast() {
      guard let names = names(in: path) else { continue }
      let isMarked = !path.isEmpty && !isBuild && !BareTree.buildMarks.isDisjoint(with: names)
      if isMarked { buildDirectories.append(path) }
      for name in names {
        let inner = path.isEmpty ? name : path + "/" + name
        if let directory = visit(inner, name: name, isBuild: isBuild || isMarked) {
          pending.append(directory)
        }
      }
    }
    sources.sort(by: BareTree.isBefore)
    buildDirectories.sort(by: BareTree.isBefore)
    versionControl.sort(by: BareTree.isBefore)
  }

  static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// The directory to be read next, if it is one.
  private mutating func visit(
    _ path: String, name: String, isBuild: Bool
  ) -> (path: String, isBuild: Bool)? {
    var status = stat()
    guard lstat(root + "/" + path, &status) == 0 else {
      failed.append(Note(path: path, reason: RegularFile.reason(errno)))
      return nil
    }
    if BareTree.versionControlNames.contains(name) {
      versionControl.append(path)
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      let isGenerated = BareTree.generatedNames.contains(name)
      if isGenerated && !isBuild { buildDirectories.append(path) }
      return (path, isBuild || isGenerated)
    case S_IFLNK: visitLink(path, isBuild: isBuild)
    case S_IFREG: add(path, isBuild: isBuild)
    case S_IFIFO: note(path, "it is a pipe, not a file")
    case S_IFSOCK: note(path, "it is a socket, not a file")
    default: note(path, "it is a device, not a file")
    }
    return nil
  }

  private mutating func visitLink(_ path: String, isBuild: Bool) {
    switch RegularFile.kind(of: root + "/" + path) {
    case nil: note(path, "the symbolic link leads nowhere: \(RegularFile.reason(errno))")
    case .directory: linkedDirectories += 1
    case .other(let name): note(path, "it is \(name), not a file")
    case .file:
      let target = URL(filePath: root + "/" + path).resolvingSymlinksInPath().path
      let place = URL(filePath: root).resolvingSymlinksInPath().path
      if isSource(path) && target.hasPrefix(place + "/") {
        linkedSources += 1
      } else {
        add(path, isBuild: isBuild)
      }
    }
  }

  /// What is no file matters only if its name says that it is a source.
  private mutating func note(_ path: String, _ reason: String) {
    if isSource(path) { failed.append(Note(path: path, reason: reason)) }
  }

  private func isSource(_ path: String) -> Bool {
    guard let suffix = UnitLanguage.suffix(of: path) else { return false }
    let language = UnitLanguage(suffix: suffix)
    return (language == .c || language == .cPlusPlus) && !BareTree.headerSuffixes.contains(suffix)
      && !["hp", "HPP", "i", "ii"].contains(suffix)
  }

  private mutating func add(_ path: String, isBuild: Bool) {
    let suffix = UnitLanguage.suffix(of: path) ?? ""
    if BareTree.headerSuffixes.contains(suffix) || (isBuild && isSource(path)) {
      headers.insert(path)
    } else if suffix == "in" {
      templates.insert(path)
    } else if isBuild {
      return
    } else if isSource(path) {
      sources.append(path)
    } else if BareTree.otherLanguages.contains(suffix),
      case .other(let language) = UnitLanguage(suffix: suffix)
    {
      skipped.append(Note(path: path, reason: "\(language), which is not analysed"))
    }
  }

  /// The names in a directory that are UTF-8; sorted.
  private mutating func names(in path: String) -> [String]? {
    guard let stream = opendir(root + "/" + path) else {
      failed.append(
        Note(path: path.isEmpty ? "." : path, reason: "the directory: \(RegularFile.reason(errno))")
      )
      return nil
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        let shown = String(decoding: bytes, as: UTF8.self)
        let place = path.isEmpty ? shown : path + "/" + shown
        failed.append(Note(path: place, reason: "its name is not UTF-8; rename it"))
        continue
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted(by: BareTree.isBefore)
  }
}
