import Glibc

/// The programs that fdport is made of: beside one another, or in an installation `fdport` in `bin` and the others in
/// `libexec/fdport`.
package enum InstalledProgram {
  /// The running program, absolute and without symbolic links.
  ///
  /// The kernel's own answer, since argv[0] is the caller's word. It marks a program that was
  /// replaced since its start (proc(5), /proc/pid/exe); then the new one is meant.
  package static var running: String {
    var letters = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &letters, letters.count)
    let deleted = " (deleted)"
    let path =
      count > 0
      ? String(decoding: letters[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      : CommandLine.arguments.first ?? ""
    return path.hasSuffix(deleted) ? String(path.dropLast(deleted.count)) : path
  }

  /// Where the program `name` may be, the nearest place first.
  package static func places(of name: String) -> [String] {
    places(of: name, besides: running)
  }

  static func places(of name: String, besides program: String) -> [String] {
    let directory = parent(of: program)
    let beside = "\(directory)/\(name)"
    let libexec = "/libexec/fdport"
    guard !directory.hasSuffix(libexec) else {
      return [beside, "\(directory.dropLast(libexec.count))/bin/\(name)"]
    }
    return [beside, "\(parent(of: directory))\(libexec)/\(name)"]
  }

  /// The program that people start, which starts all others; this one, if it stands alone.
  package static var front: String { path(of: "fdport") ?? running }

  /// Where an installation's data is, `PREFIX/share/fdport`; in a checkout nothing is there.
  package static var share: String {
    let libexec = "/libexec/fdport"
    let directory = parent(of: running)
    let prefix =
      directory.hasSuffix(libexec)
      ? String(directory.dropLast(libexec.count)) : parent(of: directory)
    return "\(prefix)/share/fdport"
  }

  /// The first of the places that holds it; nil if none does.
  package static func path(of name: String) -> String? {
    places(of: name).first { access($0, X_OK) == 0 }
  }

  /// Empty for the root, to which a slash is added, and above it.
  private static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      // Only without /proc is the program known by a relative path.
      return path.isEmpty ? "" : path == "." ? ".." : "."
    }
    return String(path[..<slash])
  }
}
