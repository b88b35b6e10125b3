import Glibc

/// The directories that inclusions are looked for in, each listed once: most of a hundred thousand
/// look-ups fail, and a listing answers them without the kernel.
final class DirectoryIndex {
  /// Nil for what is no directory.
  private var listings: [String: Set<String>?] = [:]
  private(set) var signatures: [String: FileSignature] = [:]
  /// Paths that were asked for and were not there.
  private(set) var absent: Set<String> = []

  /// The path of the file `name` beneath `directory`; nil if there is none.
  func file(_ name: String, in directory: String) -> String? {
    // Most names have one part: to cut them takes longer than to look them up.
    if !name.utf8.contains(UInt8(ascii: "/")), !["", ".", ".."].contains(name) {
      return listing(directory)?.contains(name) == true ? "\(directory)/\(name)" : nil
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: true)
    guard !parts.isEmpty else { return nil }
    // What leads out of the directory is asked of the kernel, as a link may be on the way.
    guard !parts.contains("..") else {
      let path = "\(directory)/\(name)"
      if access(path, R_OK) == 0 { return path }
      absent.insert(path)
      return nil
    }
    var place = directory
    for part in parts.dropLast() where part != "." {
      guard listing(place)?.contains(String(part)) == true else { return nil }
      place += "/\(part)"
    }
    guard let last = parts.last, listing(place)?.contains(String(last)) == true else { return nil }
    return "\(place)/\(last)"
  }

  /// What is there and cannot be read may be readable the next time.
  func noteUnreadable(_ path: String) {
    if let signature = FileSignature(path) {
      signatures[path] = signature
    } else {
      absent.insert(path)
    }
  }

  private func listing(_ directory: String) -> Set<String>? {
    if let known = listings[directory] { return known }
    let names = read(directory)
    listings[directory] = .some(names)
    return names
  }

  private func read(_ directory: String) -> Set<String>? {
    // Before it is listed: what is added meanwhile shows later.
    guard let signature = FileSignature(directory), let stream = opendir(directory) else {
      absent.insert(directory)
      return nil
    }
    defer { closedir(stream) }
    signatures[directory] = signature
    var names: Set<String> = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.insert(name)
    }
    return names
  }
}
