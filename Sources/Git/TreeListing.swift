import CLibgit2
import Series

/// All entries of a fetched tree, checked before the first of them is written.
struct TreeListing {
  struct Blob {
    let path: String
    let id: git_oid
    let isExecutable: Bool
  }

  private(set) var directories: [String] = []
  private(set) var files: [Blob] = []
  private(set) var links: [Blob] = []
  private var submodules: [String] = []
  private var names: Set<String> = []

  init(tree: borrowing Owned, in repository: borrowing Owned) throws(GitError) {
    try add(tree, at: "", in: repository)
    guard submodules.isEmpty else { throw .submodules(submodules) }
  }

  /// A damaged or hostile tree can hold one name twice, or a name that leaves it: git's own fsck
  /// refuses both, a fetch without fsck does not.
  private mutating func add(
    _ tree: borrowing Owned, at prefix: String, in repository: borrowing Owned
  ) throws(GitError) {
    for index in 0..<git_tree_entrycount(tree.pointer) {
      guard let entry = git_tree_entry_byindex(tree.pointer, index),
        let bytes = git_tree_entry_name(entry), let id = git_tree_entry_id(entry)?.pointee
      else { continue }
      guard let name = String(validatingCString: bytes), TreePath.isSafeComponent(name) else {
        throw .unsafePath(prefix + String(cString: bytes))
      }
      let path = prefix + name
      guard names.insert(path).inserted else { throw .duplicatePath(path) }
      switch git_tree_entry_filemode(entry) {
      case GIT_FILEMODE_TREE:
        directories.append(path)
        var id = id
        let handle = repository.pointer
        let child = try Owned("git_tree_lookup \(path)", release: git_tree_free) {
          git_tree_lookup($0, handle, &id)
        }
        try add(child, at: path + "/", in: repository)
      case GIT_FILEMODE_LINK:
        links.append(Blob(path: path, id: id, isExecutable: false))
      case GIT_FILEMODE_COMMIT:
        submodules.append(path)
      case GIT_FILEMODE_BLOB_EXECUTABLE:
        files.append(Blob(path: path, id: id, isExecutable: true))
      default:
        files.append(Blob(path: path, id: id, isExecutable: false))
      }
    }
  }
}
