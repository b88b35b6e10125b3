import Clang
import Inactive
import Lexing

/// Tells what the preprocessor skipped by what libclang says of it.
extension InactiveText {
  mutating func add(_ unit: borrowing TranslationUnit, files: ProjectFiles) {
    var inclusions: [String: Int] = [:]
    for (path, count) in unit.inclusions {
      if let file = files.relativePath(of: path) { inclusions[file, default: 0] += count }
    }
    var ranges: [String: [SkippedRange]] = [:]
    for range in unit.skippedRanges {
      if let file = files.relativePath(of: range.path) { ranges[file, default: []].append(range) }
    }
    for (file, count) in inclusions.sorted(by: { $0.key < $1.key }) {
      let skipped = ranges[file] ?? []
      add(file) { use in
        // A file that is read twice was skipped only if it was skipped each time.
        skipped.count { $0.start <= use.offset && use.offset < $0.end } < count
      }
    }
  }
}
