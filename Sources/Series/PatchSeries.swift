/// The ordered patches of one upstream release, with the intents behind the generated ones.
package struct PatchSeries: Hashable, Sendable {
  /// The name of quilt's list of patches; quilt(1), "series file".
  package static let fileName = "series"

  /// In the order in which they apply; the bytes as they stand in their files.
  package let patches: [PatchText]
  package let intents: Intents

  package init(patches: [PatchText], intents: Intents = Intents([])) {
    self.patches = patches
    self.intents = intents
  }

  package var names: [String] { patches.map(\.name) }

  /// The patches with their headers read.
  package func files() throws(SeriesError) -> [PatchFile] {
    var files: [PatchFile] = []
    for patch in patches {
      files.append(try PatchFile(parsing: patch))
    }
    return files
  }

  /// The bytes of the `series` file.
  var list: [UInt8] {
    Array(names.map { $0 + "\n" }.joined().utf8)
  }

  /// The names in the text of a `series` file, and what is wrong with it.
  ///
  /// `#` starts a comment; `-p1` after a name is quilt's default and means nothing.
  static func names(in text: String) -> (names: [String], problems: [String]) {
    var names: [String] = []
    var problems: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let place = "\(fileName):\(index + 1)"
      guard !line.unicodeScalars.contains("\r") else {
        problems.append("\(place): the line ends with a carriage return")
        continue
      }
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let name = words.first else { continue }
      if !isPatchName(name) {
        problems.append("\(place): '\(name)' is not the name of a *.patch file in this directory")
      } else if names.contains(name) {
        problems.append("\(place): \(name) is listed twice")
      } else if words.count > 1, words.dropFirst() != ["-p1"] {
        let options = words.dropFirst().joined(separator: " ")
        problems.append("\(place): the option '\(options)' is not supported, only -p1 is")
      } else {
        names.append(name)
      }
    }
    return (names, problems)
  }

  static func isPatchName(_ name: String) -> Bool {
    name.hasSuffix(".patch") && !name.hasPrefix(".") && TreePath.isSafe(name)
      && TreePath.isSafeComponent(name) && !name.contains(where: \.isWhitespace)
      && !name.contains("#")
  }
}
