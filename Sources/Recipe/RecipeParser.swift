import Foundation
import Yams

/// Reads recipe files. Unknown, missing and repeated keys and wrong types are errors that name
/// file, line and column.
package enum RecipeParser {
  /// Reads the recipe at `path`, whose name is its file's.
  package static func recipe(at path: String) throws(RecipeError) -> Recipe {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw .unreadable(
        path: path, reason: isThere ? error.localizedDescription : "there is no such file")
    }
    let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    return try recipe(text, named: name, file: path)
  }

  /// Parses `text`; `file` is what messages call it.
  package static func recipe(
    _ text: String, named name: String, file: String
  ) throws(RecipeError) -> Recipe {
    let root = RecipeNode(node: try YAMLText.compose(text, file: file), file: file)
    let fields = try root.fields(
      [
        "name", "summary", "versions", "host", "port", "unpatched", "validation", "upstream",
        "excuses",
      ])
    let nameNode = try fields.required("name")
    guard try nameNode.text() == name else {
      throw nameNode.failure("a recipe bears its file's name, '\(name)'")
    }
    if fields.optional("port") != nil, let unpatched = fields.optional("unpatched") {
      throw unpatched.failure("a recipe has a 'port' or is 'unpatched'; make two recipes of it")
    }
    let versions = try versions(fields.required("versions"))
    return Recipe(
      name: name,
      summary: try fields.required("summary").nonEmptyText(),
      versions: versions,
      host: try BuildStepsReader.steps(fields.required("host")),
      port: try fields.optional("port").map(PortPlanReader.plan),
      unpatched: try fields.optional("unpatched").map(UnpatchedBuild.read),
      validation: try fields.optional("validation").map { node throws(RecipeError) in
        try ValidationPlanReader.plan(node, versions: versions)
      },
      upstream: try fields.optional("upstream").map(UpstreamSuite.read),
      excuses: try fields.list("excuses", excuse))
  }

  private static func versions(_ node: RecipeNode) throws(RecipeError) -> [RecipeVersion] {
    var names: Set<String> = []
    let versions = try node.list { item throws(RecipeError) in
      let fields = try item.fields(["version", "source", "root"])
      let versionNode = try fields.required("version")
      let version = try versionNode.nonEmptyText()
      guard names.insert(version).inserted else {
        throw versionNode.failure("the version '\(version)' is there twice")
      }
      return RecipeVersion(
        version: version, source: try SourceLocationReader.location(fields.required("source")),
        root: try fields.optional("root")?.nonEmptyText() ?? ".")
    }
    guard !versions.isEmpty else { throw node.failure("a recipe needs a version") }
    return versions
  }

  private static func excuse(_ node: RecipeNode) throws(RecipeError) -> Excuse {
    let fields = try node.fields(["file", "function", "reason"])
    let reason = try fields.required("reason").nonEmptyText()
    switch (fields.optional("file"), fields.optional("function")) {
    case (let file?, nil): return Excuse(subject: .file(try file.nonEmptyText()), reason: reason)
    case (nil, let function?):
      return Excuse(subject: .function(try function.nonEmptyText()), reason: reason)
    default: throw node.failure("an excuse names either a 'file' or a 'function'")
    }
  }
}
