import CLibgit2

/// One counted use of libgit2: the library is set up with the first and shut down with the last.
///
/// git_libgit2_init(3) counts its callers; every owner of a handle holds one of these, so that no
/// handle outlives the library.
struct LibraryUse: ~Copyable {
  init() throws(GitError) {
    try check(git_libgit2_init(), "git_libgit2_init")
  }

  deinit {
    git_libgit2_shutdown()
  }
}
