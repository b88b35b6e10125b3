import Foundation
import Synchronization

/// Looks for a word in the C sources of a tree.
struct SourceSearch {
  let root: String

  private static let endings: Set<Substring> = [
    "c", "h", "i", "inc", "def", "cc", "cpp", "cxx", "c++", "hh", "hpp", "hxx", "m", "S", "y", "l",
  ]

  /// The files that hold `word`, relative to the root, sorted. Symbolic links are not followed: what they lead
  /// to is in the tree under its own name, or not the project's. What cannot be read is passed over; the audit
  /// tells of it where it matters.
  func files(holding word: String) -> [String] {
    let files = sources
    let bytes = Array(word.utf8)
    let found = Mutex<[String]>([])
    // A batch at a time: most files are read in less time than it takes to hand one over.
    let batch = 32
    DispatchQueue.concurrentPerform(iterations: (files.count + batch - 1) / batch) { number in
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let holding = files[(number * batch)..<min(files.count, (number + 1) * batch)].filter {
        holds(bytes, $0, through: &buffer)
      }
      if !holding.isEmpty { found.withLock { $0 += holding } }
    }
    return found.withLock { $0 }.sorted()
  }

  /// By their endings, in no order.
  private var sources: [String] {
    var found: [String] = []
    var directories = [""]
    while let directory = directories.popLast() {
      guard let stream = opendir("\(root)/\(directory)") else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name.hasPrefix(".") { continue }
        let path = directory.isEmpty ? name : "\(directory)/\(name)"
        switch Int32(entry.pointee.d_type) {
        case Int32(DT_DIR): directories.append(path)
        case Int32(DT_REG), Int32(DT_UNKNOWN):
          guard let ending = name.split(separator: ".").last,
            SourceSearch.endings.contains(ending)
          else { continue }
          found.append(path)
        default: continue
        }
      }
    }
    return found
  }

  /// False if it is no regular file, or cannot be read. `buffer` is used again for the next: to map a thousand
  /// files takes longer than to copy them.
  private func holds(_ word: [UInt8], _ path: String, through buffer: inout [UInt8]) -> Bool {
    let descriptor = open("\(root)/\(path)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    // What the word may have begun in, from the piece before.
    var kept = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        let free = UnsafeMutableRawBufferPointer(rebasing: bytes[kept...])
        return read(descriptor, free.baseAddress, free.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      let end = kept + count
      let isFound = buffer.withUnsafeBytes { bytes in
        SourceSearch.holds(word, UnsafeRawBufferPointer(rebasing: bytes[..<end]))
      }
      if isFound { return true }
      kept = min(word.count - 1, end)
      for place in 0..<kept { buffer[place] = buffer[end - kept + place] }
    }
  }

  /// From one occurrence of the word's last byte to the next, which memchr(3) finds as fast as memory is read;
  /// a colon is rare in C.
  private static func holds(_ word: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let last = word.last, let start = bytes.baseAddress else { return false }
    var place = word.count - 1
    while place < bytes.count,
      let hit = memchr(start + place, Int32(last), bytes.count - place)
    {
      place = UnsafeRawPointer(hit) - start
      if word.elementsEqual(bytes[(place - word.count + 1)...place]) { return true }
      place += 1
    }
    return false
  }
}
