import Glibc

/// An interpreter that was installed with fdport: `bin/python` and `lib/pythonX.Y` in one directory.
package struct InstalledPython: Hashable, Sendable {
  package let directory: String

  package var program: String { directory + "/bin/python" }

  /// The one of this version, or the newest; nil in a checkout, where there is none.
  package static func find(version: String? = nil) -> InstalledPython? {
    InstalledProgram.places(of: directoryName).lazy.compactMap {
      find(version: version, beneath: $0)
    }
    .first
  }

  static func find(version: String?, beneath root: String) -> InstalledPython? {
    let chosen = version ?? newest(of: names(in: root))
    guard let chosen, !chosen.isEmpty, !chosen.contains("/"),
      let path = realpath("\(root)/\(chosen)", nil)
    else { return nil }
    defer { free(path) }
    let found = InstalledPython(directory: String(cString: path))
    return access(found.program, X_OK) == 0 ? found : nil
  }

  /// Beside the programs, in `libexec/fdport` of an installation: one directory a version.
  private static let directoryName = "python"

  static func newest(of names: [String]) -> String? {
    names.compactMap { name -> (name: String, numbers: [Int])? in
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { Int($0) }
      return numbers.count == parts.count ? (name, numbers) : nil
    }.max { $0.numbers.lexicographicallyPrecedes($1.numbers) }?.name
  }

  private static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        })
    }
    return names
  }
}
