import Foundation

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
            SourceSearch.endings.contains(ending), holds(word, path)
          else { continue }
          found.append(path)
        default: continue
        }
      }
    }
    return found.sorted()
  }

  private func holds(_ word: String, _ path: String) -> Bool {
    let descriptor = open("\(root)/\(path)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0
    else { return false }
    let size = Int(status.st_size)
    guard let bytes = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), bytes != MAP_FAILED
    else { return false }
    defer { munmap(bytes, size) }
    return SourceSearch.holds(
      Array(word.utf8), UnsafeRawBufferPointer(start: bytes, count: size))
  }

  /// From one occurrence of the word's last byte to the next, which memchr(3) finds as fast as memory is read;
  /// a colon is rare in C.
  private static func holds(_ word: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let last = word.last, let start = bytes.baseAddress else { return true }
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
