package import Series

extension GitRequest {
  /// Does what is asked; what goes wrong is part of the answer.
  package func answer() -> GitReply {
    do {
      switch self {
      case .diff(let base, let stages):
        return .diffed(try DiffOperation.bodies(base: base, stages: stages))
      case .apply(let files, let patches):
        let result = try ApplyOperation.run(files: files, patches: patches)
        return .applied(files: result.files, deleted: result.deleted)
      case .fetch(let url, let commit, let directory):
        return .fetched(
          commit: try FetchOperation.run(url: url, commit: commit, directory: directory))
      }
    } catch {
      return .failed(message: "\(error)")
    }
  }
}
