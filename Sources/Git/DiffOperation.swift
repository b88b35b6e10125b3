import CLibgit2
package import Series

/// Turns stages of a source tree into patch bodies.
package enum DiffOperation {
  /// The body of each stage against the one before it.
  ///
  /// A stage lays its files over the stage before; a file that no stage names stays as it is.
  package static func bodies(
    base: [SourceFile], stages: [[SourceFile]]
  ) throws(GitError) -> [PatchBody] {
    let repository = try MemoryRepository()
    var bodies: [PatchBody] = []
    var oldFiles = try byPath(base)
    for stage in stages {
      let newFiles = oldFiles.merging(try byPath(stage)) { $1 }
      bodies.append(try body(from: oldFiles, to: newFiles, in: repository))
      oldFiles = newFiles
    }
    return bodies
  }

  /// The patch that turns the one set of files into the other, deletions included.
  package static func body(
    from old: [SourceFile], to new: [SourceFile]
  ) throws(GitError) -> PatchBody {
    try body(from: byPath(old), to: byPath(new), in: MemoryRepository())
  }

  private static func body(
    from old: [String: SourceFile], to new: [String: SourceFile],
    in repository: borrowing MemoryRepository
  ) throws(GitError) -> PatchBody {
    let oldTree = try repository.tree(repository.writeTree(Array(old.values)))
    let newTree = try repository.tree(repository.writeTree(Array(new.values)))
    let difference = try repository.difference(from: oldTree, to: newTree)
    var bytes: [UInt8] = []
    for index in 0..<git_diff_num_deltas(difference.pointer) {
      guard let delta = git_diff_get_delta(difference.pointer, index)?.pointee,
        let name = delta.new_file.path ?? delta.old_file.path
      else { continue }
      let path = String(cString: name)
      bytes += try FileDiff(
        path: path, old: old[path], new: new[path], oldID: ObjectID(delta.old_file.id),
        newID: ObjectID(delta.new_file.id)
      ).text()
    }
    return PatchBody(bytes: bytes)
  }

  static func byPath(_ files: [SourceFile]) throws(GitError) -> [String: SourceFile] {
    var result: [String: SourceFile] = [:]
    for file in files {
      guard result.updateValue(file, forKey: file.path) == nil else {
        throw .duplicatePath(file.path)
      }
    }
    return result
  }
}
