package import Build
package import Compilation
package import Findings
import Recipe
package import Source
import Survey
import View

/// A tree, pristine or patched, as its configuration for the view compiles it: other branches than
/// the host's, since configure finds fewer functions there.
package struct ViewAttempt: Sendable {
  /// What the compiler met on its way, although the build may have failed.
  package struct Outcome: Sendable {
    package let reply: AuditReply
    /// What the compiler and the linker rejected, or configure.
    package let complaints: [BuildComplaint]
  }

  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  /// `label`: `pristine` or `patched`, for messages.
  package func run(_ tree: SourceTree, label: String) async throws -> Outcome {
    let built = try await build(tree, label: label)
    let reply = try await audit(root: built.path, commands: built.compileCommands, label: label)
    return Outcome(reply: reply, complaints: BuildComplaint.read(log: built.log))
  }

  /// The build alone, with commands by which a parser of clang's compiles each unit.
  package func build(_ tree: SourceTree, label: String) async throws -> BuiltTree {
    let view = try await ViewStage(project).run()
    let built = try await BuildStages(project).attempt(tree: tree, view: view, label: label)
    let flags = view.parserFlags(prefix: try await Needs(project).prefix(view: view))
    let commands = built.compileCommands.map { command in
      CompileCommand(
        file: command.file, directory: command.directory, arguments: command.arguments + flags)
    }
    return BuiltTree(path: built.path, compileCommands: commands, log: built.log)
  }

  /// A forbidden name is an error at each of its sites there, after which the parser goes on: such
  /// units count as failed, and their sites are all found.
  package func audit(
    root: String, commands: [CompileCommand], label: String
  ) async throws -> AuditReply {
    try await AuditStage(project, settings: AuditStage.quick(project)).run(
      root: root, commands: commands, label: ", \(label), as built against the view")
  }
}
