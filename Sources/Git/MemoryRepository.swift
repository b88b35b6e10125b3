import CLibgit2
package import Series

/// A repository that lives in memory alone: no directory, no configuration, no attributes.
///
/// An object database with one mempack backend behind git_repository_wrap_odb(3). Its configuration is
/// an empty one, since the library would otherwise read the user's.
package struct MemoryRepository: ~Copyable {
  private let database: Owned
  private let repository: Owned

  package init() throws(GitError) {
    let database = try Owned("git_odb_new", release: git_odb_free) { git_odb_new($0) }
    // The database owns the backend from git_odb_add_backend on.
    var backend: OpaquePointer?
    try check(git_mempack_new(&backend), "git_mempack_new")
    try check(git_odb_add_backend(database.pointer, backend, 1), "git_odb_add_backend")
    let wrapped = database.pointer
    let repository = try Owned("git_repository_wrap_odb", release: git_repository_free) {
      git_repository_wrap_odb($0, wrapped)
    }
    let configuration = try Owned("git_config_new", release: git_config_free) {
      git_config_new($0)
    }
    try check(
      git_repository_set_config(repository.pointer, configuration.pointer),
      "git_repository_set_config")
    self.database = database
    self.repository = repository
  }

  /// Stores the bytes and gives their id.
  func writeBlob(_ bytes: [UInt8]) throws(GitError) -> git_oid {
    var id = git_oid()
    let code = bytes.withUnsafeBytes {
      git_blob_create_from_buffer(&id, repository.pointer, $0.baseAddress, $0.count)
    }
    try check(code, "git_blob_create_from_buffer")
    return id
  }

  /// The id that the bytes have as a blob.
  package func blobID(of bytes: [UInt8]) throws(GitError) -> ObjectID {
    ObjectID(try writeBlob(bytes))
  }

  /// Stores a tree of exactly these files.
  func writeTree(_ files: [SourceFile]) throws(GitError) -> git_oid {
    try Self.checkPaths(files.map(\.path))
    let index = try Owned("git_index_new", release: git_index_free) { git_index_new($0) }
    for file in files {
      var entry = git_index_entry()
      entry.mode = UInt32(
        (file.isExecutable ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB).rawValue)
      entry.id = try writeBlob(file.bytes)
      let code = file.path.withCString { path in
        entry.path = path
        return git_index_add(index.pointer, &entry)
      }
      try check(code, "git_index_add \(file.path)")
    }
    var id = git_oid()
    try check(
      git_index_write_tree_to(&id, index.pointer, repository.pointer), "git_index_write_tree_to")
    return id
  }

  /// The id that these files have as a tree.
  package func treeID(of files: [SourceFile]) throws(GitError) -> ObjectID {
    ObjectID(try writeTree(files))
  }

  /// A tree that was written before.
  func tree(_ id: git_oid) throws(GitError) -> Owned {
    var id = id
    let repository = repository.pointer
    return try Owned("git_tree_lookup", release: git_tree_free) {
      git_tree_lookup($0, repository, &id)
    }
  }

  /// The files that differ between two trees, in the order of their paths.
  func difference(from old: borrowing Owned, to new: borrowing Owned) throws(GitError) -> Owned {
    var options = git_diff_options()
    try check(
      git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "git_diff_options_init")
    let (repository, old, new) = (repository.pointer, old.pointer, new.pointer)
    return try Owned("git_diff_tree_to_tree", release: git_diff_free) {
      git_diff_tree_to_tree($0, repository, old, new, &options)
    }
  }

  /// git_index_add(3) replaces an entry in silence where a file and a directory meet.
  private static func checkPaths(_ paths: [String]) throws(GitError) {
    let all = Set(paths)
    var seen: Set<String> = []
    for path in paths {
      guard TreePath.isSafe(path) else { throw .unsafePath(path) }
      guard seen.insert(path).inserted else { throw .duplicatePath(path) }
      var parent = path[...]
      while let slash = parent.lastIndex(of: "/") {
        parent = parent[..<slash]
        guard !all.contains(String(parent)) else { throw .fileIsDirectory(String(parent)) }
      }
    }
  }
}
