import Randomness
import Series

/// Random sources for the laws; the same seed gives the same trees.
struct RandomTree: RandomNumberGenerator {
  private var numbers: SeededNumbers

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
  }

  mutating func next() -> UInt64 { numbers.next() }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  /// A line with its end: LF, CR LF, or bytes that are not UTF-8; also lines that look like a patch's.
  mutating func line() -> [UInt8] {
    let texts = [
      "", "int x;", "  return 0;", "}", "--- a/x", "+++ b/x", "@@ -1 +1 @@", "-- ", "\\ x",
    ]
    var bytes = Array((texts.randomElement(using: &self) ?? "").utf8)
    if chance(10) { bytes += [0xe9, 0xff, 0x80] }
    // Unprintable, yet text to git: only a zero byte makes a file binary.
    if chance(3) { bytes += Array(repeating: 1, count: 100) }
    if chance(10) { bytes.append(UInt8(ascii: "\r")) }
    return bytes + [UInt8(ascii: "\n")]
  }

  mutating func content() -> [UInt8] {
    guard !chance(8) else { return [] }
    var bytes = (0..<Int.random(in: 1..<40, using: &self)).flatMap { _ in line() }
    if chance(25) { bytes.removeLast() }
    return bytes
  }

  /// Some lines of `bytes` taken out, put in or changed.
  mutating func edit(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Array($0) + [UInt8(ascii: "\n")] }
    if lines.last == [UInt8(ascii: "\n")] { lines.removeLast() }
    for _ in 0..<Int.random(in: 1..<5, using: &self) {
      let place = Int.random(in: 0...lines.count, using: &self)
      if chance(50) || place == lines.count {
        lines.insert(line(), at: place)
      } else {
        lines.remove(at: place)
      }
    }
    var result = lines.flatMap { $0 }
    if chance(20), !result.isEmpty { result.removeLast() }
    return result
  }

  mutating func files() -> [SourceFile] {
    let paths = ["a.c", "lib/b.c", "lib/caf\u{e9}.h", "src/with space.c", "src/deep/q\"uote.c"]
    return paths.filter { _ in chance(80) }.map {
      SourceFile(path: $0, bytes: content(), isExecutable: chance(20))
    }
  }

  /// The tree after a change: files edited, deleted, made, with another mode.
  mutating func change(_ files: [SourceFile]) -> [SourceFile] {
    var result = files.compactMap { file -> SourceFile? in
      if chance(10) { return nil }
      let bytes = chance(60) ? edit(file.bytes) : file.bytes
      return SourceFile(
        path: file.path, bytes: bytes,
        isExecutable: chance(10) ? !file.isExecutable : file.isExecutable)
    }
    if chance(40) {
      result.append(
        SourceFile(path: "new/file.c", bytes: content(), isExecutable: chance(20)))
    }
    return result
  }
}
