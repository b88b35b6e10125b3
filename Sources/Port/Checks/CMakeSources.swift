/// The CMake files of a tree that a configuration comes to: the top one and what it includes by name
/// or enters.
struct CMakeSources {
  let main: String
  /// Those whose commands run in the top directory's scope: the top file, then what it includes.
  let included: [String]
  private let texts: [String: CMakeText]
  /// Where the top file includes each file, itself or through others: by the offset in it.
  private let places: [String: Int]

  init(main: String, files: [String: [UInt8]], parsed: ParsedFiles) {
    self.main = main
    let root = TreePath.directory(of: main)
    var texts: [String: CMakeText] = [:]
    var included: [String] = []
    var places: [String: Int] = [:]
    var waiting: [(file: String, isIncluded: Bool)] = [(main, true)]
    while let (file, isIncluded) = waiting.popLast() {
      guard texts[file] == nil, let bytes = files[file] else { continue }
      let text = parsed.cmake(file, bytes)
      texts[file] = text
      if isIncluded { included.append(file) }
      for command in text.commands.reversed() {
        guard let name = command.arguments.first.map(text.value) else { continue }
        switch command.keyword {
        case "include":
          let path = Self.resolved(name, in: file, root: root)
          let found =
            [path, path + ".cmake"].first { files[$0] != nil }
            ?? Self.module(name, among: files)
          guard let found else { continue }
          waiting.append((found, isIncluded))
          places[found] = file == main ? command.range.lowerBound : places[file]
        case "add_subdirectory":
          let path = Self.resolved(name + "/CMakeLists.txt", in: file, root: root)
          waiting.append((path, false))
        default: continue
        }
      }
    }
    self.texts = texts
    self.included = included
    self.places = places
  }

  func text(of file: String) -> CMakeText? { texts[file] }

  /// Whether what `file` defines is there when the top file's byte at `offset` is read.
  func isRead(_ file: String, before offset: Int) -> Bool {
    guard file != main else { return true }
    return places[file].map { $0 < offset } ?? false
  }

  /// The variables that some command sets or checks, whatever the conditions.
  var defined: Set<String> {
    let setting: Set<String> = ["set", "option", "cmake_dependent_option"]
    return Set(
      texts.values.flatMap { text in
        text.commands.filter {
          $0.keyword.contains("check") || setting.contains($0.keyword)
            || $0.keyword.contains("_test")
        }
        .flatMap { text.values(of: $0) }.filter { $0.hasPrefix("HAVE_") || $0.contains("_HAVE_") }
      })
  }

  /// The inputs of configure_file() that lie in the tree, by their paths.
  func templates(among files: [String: [UInt8]]) -> [String] {
    let root = TreePath.directory(of: main)
    let found = texts.sorted { $0.key < $1.key }.flatMap { file, text in
      text.commands.filter { $0.keyword == "configure_file" }
        .compactMap { $0.arguments.first.map(text.value) }
        .map { Self.resolved($0, in: file, root: root) }
    }
    return found.filter { path in
      files[path].map { $0.firstRange(of: Array("#cmakedefine".utf8)) != nil } ?? false
    }
  }

  private static func resolved(_ name: String, in file: String, root: String) -> String {
    for (variable, base) in [
      ("${CMAKE_CURRENT_SOURCE_DIR}/", file), ("${CMAKE_CURRENT_LIST_DIR}/", file),
      ("${CMAKE_SOURCE_DIR}/", root), ("${PROJECT_SOURCE_DIR}/", root),
    ] where name.hasPrefix(variable) {
      return TreePath.joined(base, String(name.dropFirst(variable.count)))
    }
    return TreePath.joined(file, name)
  }

  /// include(Name) finds Name.cmake along CMAKE_MODULE_PATH, which projects point into their trees.
  private static func module(_ name: String, among files: [String: [UInt8]]) -> String? {
    guard !name.contains("/"), !name.contains("$") else { return nil }
    return files.keys.filter { $0.hasSuffix("/\(name).cmake") }.sorted().first
  }
}
