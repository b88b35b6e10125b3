import Foundation
import Lexing

/// The files that are mapped as code into this process (proc_pid_maps(5)): the program and its libraries.
package struct MappedCode {
  /// Sorted.
  package let files: [String]
  private let ranges: [Range<UInt>]

  /// Those of now. No library is loaded later: libclang is linked, and loads none itself.
  package static let ofProcess = MappedCode(maps: maps)

  /// Foundation takes what one read(2) gives of a file that has no size for all of it: a page.
  private static var maps: String {
    String(decoding: FileBytes.read("/proc/self/maps") ?? [], as: UTF8.self)
  }

  init(maps: String) {
    var files: Set<String> = []
    var ranges: [Range<UInt>] = []
    for line in maps.split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      guard fields.count == 6, fields[1] == "r-xp", fields[5].contains("/") else { continue }
      files.insert(fields[5].trimmingCharacters(in: .whitespaces))
      let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      if bounds.count == 2, bounds[0] < bounds[1] { ranges.append(bounds[0]..<bounds[1]) }
    }
    self.files = files.sorted()
    self.ranges = ranges
  }

  /// Takes the pages out of this process; those that are executed again come back from the page cache.
  ///
  /// LLVM's initialisers run through most of its 100 MB, of which a parser needs a part, and Linux maps a
  /// large folio as a whole for one touched page (6.18): 40 MB of a worker's 60 were of that kind.
  package func discard() {
    for range in ranges {
      // Code has no private changes that could be lost. A failure costs memory alone.
      _ = madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
    }
  }
}
