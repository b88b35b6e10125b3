import Foundation

/// A directory that is removed with its owner.
struct ScratchDirectory: ~Copyable {
  let path: String

  init(in parent: URL) throws(GitError) {
    let place = parent.appending(component: ".fdport-git-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
    } catch {
      throw .unwritable(path: place.path, reason: error.localizedDescription)
    }
    path = place.path
  }

  deinit {
    // What cannot be removed lies in the cache, which can be deleted at any time.
    try? FileManager.default.removeItem(atPath: path)
  }
}
