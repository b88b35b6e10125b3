import CLibgit2
import Foundation
import Series

/// Writes a fetched tree to disk.
struct TreeWriter {
  let directory: URL

  /// Links come last and nothing is overwritten, so that no file is ever written through a link.
  func write(_ listing: TreeListing, from repository: borrowing Owned) throws(GitError) {
    var targets: [(path: String, target: String)] = []
    for link in listing.links {
      let bytes = try content(of: link, in: repository)
      guard let target = String(validating: bytes, as: UTF8.self),
        TreePath.staysInside(link: link.path, target: target)
      else {
        throw .escapingLink(path: link.path, target: String(decoding: bytes, as: UTF8.self))
      }
      targets.append((link.path, target))
    }
    for path in listing.directories {
      try attempt(path) {
        try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: false)
      }
    }
    for file in listing.files {
      let bytes = try content(of: file, in: repository)
      try attempt(file.path) {
        try Data(bytes).write(to: $0, options: .withoutOverwriting)
        try FileManager.default.setAttributes(
          [.posixPermissions: file.isExecutable ? 0o755 : 0o644], ofItemAtPath: $0.path)
      }
    }
    for link in targets {
      try attempt(link.path) {
        try FileManager.default.createSymbolicLink(
          atPath: $0.path, withDestinationPath: link.target)
      }
    }
  }

  private func content(
    of blob: TreeListing.Blob, in repository: borrowing Owned
  ) throws(GitError) -> [UInt8] {
    var id = blob.id
    let handle = repository.pointer
    let found = try Owned("git_blob_lookup \(blob.path)", release: git_blob_free) {
      git_blob_lookup($0, handle, &id)
    }
    let size = Int(git_blob_rawsize(found.pointer))
    return Array(UnsafeRawBufferPointer(start: git_blob_rawcontent(found.pointer), count: size))
  }

  private func attempt(_ path: String, _ action: (URL) throws -> Void) throws(GitError) {
    let place = directory.appending(path: path)
    do {
      try action(place)
    } catch {
      throw .unwritable(path: place.path, reason: error.localizedDescription)
    }
  }
}
