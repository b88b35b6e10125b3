import Clang
import Inactive
import Lexing

/// Tells what the preprocessor skipped by what libclang says of it.
extension InactiveText {
  /// `inclusions` are the unit's.
  mutating func add(
    _ unit: borrowing TranslationUnit, inclusions: [Inclusion], files: ProjectFiles
  ) {
    // Several of libclang's files may be one of the project's.
    var names: [FileIdentity: String?] = [:]
    func name(of file: FileIdentity) -> String? {
      if let known = names[file] { return known }
      let name = file.path.flatMap(files.relativePath)
      names[file] = .some(name)
      return name
    }
    var counts: [String: Int] = [:]
    for inclusion in inclusions {
      if let name = name(of: inclusion.file) { counts[name, default: 0] += 1 }
    }
    var ranges: [String: [SkippedRange]] = [:]
    for range in unit.skippedRanges {
      if let name = name(of: range.file) { ranges[name, default: []].append(range) }
    }
    for (file, count) in counts.sorted(by: { $0.key < $1.key }) {
      let skipped = ranges[file] ?? []
      add(file) { use in
        // A file that is read twice was skipped only if it was skipped each time.
        skipped.count { $0.start <= use.offset && use.offset < $0.end } < count
      }
    }
  }
}
