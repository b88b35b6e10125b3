/// Fetches one commit of a repository and writes its tree.
package enum FetchOperation {
  package static func run(url: String, commit: String, directory: String) throws(GitError) -> String
  {
    throw .noSuchCommit(url: url, commit: commit)
  }
}
