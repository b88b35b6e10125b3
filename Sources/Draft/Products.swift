import Port

/// The programs and libraries that a build makes, as far as its files name them.
enum Products {
  /// For autoconf with automake: `bin_PROGRAMS = tool`, `lib_LTLIBRARIES = libx.la`.
  static func automake(_ files: [String: [UInt8]]) -> [String] {
    var found: [String] = []
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where path.hasSuffix("Makefile.am") {
      let directory = TreePath.directory(of: path)
      let text = String(decoding: bytes, as: UTF8.self).replacing("\\\n", with: " ")
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { continue }
        let variable = parts[0].filter { !$0.isWhitespace && $0 != "+" }
        let names = parts[1].split(whereSeparator: \.isWhitespace).map(String.init)
          .filter { !$0.contains("$") && !$0.contains("@") && !$0.hasPrefix("#") }
        switch variable {
        case "bin_PROGRAMS", "sbin_PROGRAMS": found += names.map { directory + $0 }
        case "lib_LIBRARIES": found += names.map { directory + $0 }
        case "lib_LTLIBRARIES":
          found += names.map { directory + ".libs/" + $0.replacing(".la", with: ".a") }
        default: continue
        }
      }
    }
    return found
  }

  /// For CMake: what add_executable() and add_library() of the top file make in `build`.
  static func cmake(_ bytes: [UInt8]) -> [String] {
    let text = CMakeText(bytes)
    return text.commands.compactMap { command in
      let values = text.values(of: command)
      guard let name = values.first, !name.contains("$"),
        !values.contains(where: { ["IMPORTED", "ALIAS", "INTERFACE", "OBJECT"].contains($0) })
      else { return nil }
      switch command.keyword {
      case "add_executable": return "build/" + name
      case "add_library": return "build/lib\(name).a"
      default: return nil
      }
    }
  }
}
