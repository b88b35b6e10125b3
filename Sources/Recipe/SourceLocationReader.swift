/// Reads where a source comes from; the first key says which kind it is.
enum SourceLocationReader {
  static func location(_ node: RecipeNode) throws(RecipeError) -> SourceLocation {
    let all = try node.fields(
      ["debian", "version", "suite", "sha256", "git", "commit", "directory"])
    switch (all.optional("debian"), all.optional("git"), all.optional("directory")) {
    case (let package?, nil, nil): return try debian(package, node)
    case (nil, let url?, nil): return try git(url, node)
    case (nil, nil, let path?): return try directory(path, node)
    default:
      throw node.failure("a source has one of the keys 'debian', 'git' and 'directory'")
    }
  }

  private static func debian(
    _ package: RecipeNode, _ node: RecipeNode
  ) throws(RecipeError) -> SourceLocation {
    let fields = try node.fields(["debian", "version", "suite", "sha256"])
    return .debian(
      package: try package.nonEmptyText(),
      version: try fields.required("version").nonEmptyText(),
      suite: try fields.required("suite").nonEmptyText(),
      sha256: try fields.required("sha256").hexadecimal(digits: 64))
  }

  private static func git(
    _ url: RecipeNode, _ node: RecipeNode
  ) throws(RecipeError) -> SourceLocation {
    let fields = try node.fields(["git", "commit"])
    return .git(
      url: try url.nonEmptyText(), commit: try fields.required("commit").hexadecimal(digits: 40))
  }

  private static func directory(
    _ path: RecipeNode, _ node: RecipeNode
  ) throws(RecipeError) -> SourceLocation {
    let fields = try node.fields(["directory", "sha256"])
    return .directory(
      path: try path.nonEmptyText(), sha256: try fields.optional("sha256")?.hexadecimal(digits: 64))
  }
}
