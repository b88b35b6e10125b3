import CLibgit2
import Foundation

/// Fetches one commit of a repository and writes its tree.
package enum FetchOperation {
  /// Writes the tree of `commit` into `directory`, which must be empty or not there, and gives the
  /// commit's name back.
  ///
  /// The history is fetched too, into a bare repository beside `directory` that is removed again:
  /// libgit2 has no shallow fetch before 1.7.
  package static func run(
    url: String, commit: String, directory: String
  ) throws(GitError) -> String {
    guard commit.utf8.count == 40, commit.wholeMatch(of: /[0-9a-f]{40}/) != nil else {
      throw .notACommitName(commit)
    }
    let target = URL(fileURLWithPath: directory).standardizedFileURL
    try prepare(target)
    let scratch = try ScratchDirectory(in: target.deletingLastPathComponent())
    let repository = try Owned("git_repository_init", release: git_repository_free) {
      git_repository_init($0, scratch.path, 1)
    }
    try fetch(url, into: repository)
    let tree = try self.tree(of: commit, in: repository, url: url)
    let listing = try TreeListing(tree: tree, in: repository)
    try TreeWriter(directory: target).write(listing, from: repository)
    return commit
  }

  private static func prepare(_ directory: URL) throws(GitError) {
    let files = FileManager.default
    do {
      try files.createDirectory(at: directory, withIntermediateDirectories: true)
      guard try files.contentsOfDirectory(atPath: directory.path).isEmpty else {
        throw GitError.notEmpty(directory: directory.path)
      }
    } catch let error as GitError {
      throw error
    } catch {
      throw .unwritable(path: directory.path, reason: error.localizedDescription)
    }
  }

  /// Fetches every branch and tag, since a server need not give a commit by its bare id.
  private static func fetch(_ url: String, into repository: borrowing Owned) throws(GitError) {
    let handle = repository.pointer
    let remote = try Owned("git_remote_create_anonymous", release: git_remote_free) {
      git_remote_create_anonymous($0, handle, url)
    }
    var options = git_fetch_options()
    try check(
      git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)), "git_fetch_options_init")
    options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
    options.proxy_opts.type = GIT_PROXY_AUTO
    let specifications = ["+refs/heads/*:refs/fetched/heads/*", "+refs/tags/*:refs/fetched/tags/*"]
    var strings = specifications.map { strdup($0) }
    defer { strings.forEach { free($0) } }
    let code = strings.withUnsafeMutableBufferPointer { buffer in
      var array = git_strarray(strings: buffer.baseAddress, count: buffer.count)
      return git_remote_fetch(remote.pointer, &array, &options, nil)
    }
    try check(code, "git_remote_fetch \(url)")
  }

  private static func tree(
    of commit: String, in repository: borrowing Owned, url: String
  ) throws(GitError) -> Owned {
    var id = git_oid()
    try check(git_oid_fromstr(&id, commit), "git_oid_fromstr")
    let handle = repository.pointer
    let found: Owned
    do {
      found = try Owned("git_commit_lookup", release: git_commit_free) {
        git_commit_lookup($0, handle, &id)
      }
    } catch .library(_, let code, _) where code == Int(GIT_ENOTFOUND.rawValue) {
      throw .noSuchCommit(url: url, commit: commit)
    }
    let pointer = found.pointer
    return try Owned("git_commit_tree", release: git_tree_free) { git_commit_tree($0, pointer) }
  }
}
