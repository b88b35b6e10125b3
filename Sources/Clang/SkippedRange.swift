internal import CLibclang

/// Text of one file that the preprocessor skipped, in one of the file's inclusions.
package struct SkippedRange: Hashable, Sendable {
  /// As libclang names it.
  package let path: String
  /// Bytes from the start of the file: from the `#` of the conditional's directive to its end.
  package let start: Int
  package let end: Int
}

extension TranslationUnit {
  /// Needs the detailed preprocessing record.
  package var skippedRanges: [SkippedRange] {
    guard let list = clang_getAllSkippedRanges(raw) else { return [] }
    defer { clang_disposeSourceRangeList(list) }
    return (0..<Int(list.pointee.count)).compactMap { index in
      let range = list.pointee.ranges[index]
      guard
        let start = SourcePlace(spellingOf: clang_getRangeStart(range)),
        let end = SourcePlace(spellingOf: clang_getRangeEnd(range))
      else { return nil }
      return SkippedRange(path: start.path, start: start.offset, end: end.offset)
    }
  }

  /// How often each file was entered, by libclang's name of it; the main file is one of them.
  package var inclusions: [String: Int] {
    let counter = InclusionCounter()
    clang_getInclusions(
      raw,
      { file, _, _, data in
        guard let data, let file, let path = String(taking: clang_getFileName(file)) else { return }
        Unmanaged<InclusionCounter>.fromOpaque(data).takeUnretainedValue().counts[
          path, default: 0] +=
          1
      }, Unmanaged.passUnretained(counter).toOpaque())
    return counter.counts
  }

  /// `x86_64-pc-linux-gnu`.
  package var targetTriple: String {
    let target = clang_getTranslationUnitTargetInfo(raw)
    defer { clang_TargetInfo_dispose(target) }
    return String(taking: clang_TargetInfo_getTriple(target)) ?? ""
  }
}

private final class InclusionCounter {
  var counts: [String: Int] = [:]
}
