package import Compilation
package import Tools

/// A copy of a build in another place, whose compile commands name that place.
package struct RelocatedBuild: Sendable {
  package let path: String
  package let compileCommands: [CompileCommand]

  /// `directory` exists and is empty.
  package static func copy(of build: BuiltTree, to directory: String) async throws(ToolError)
    -> RelocatedBuild
  {
    let copy = try await Tool("cp", ["-a", "--reflink=auto", build.path + "/.", directory]).run()
    guard copy.isSuccess else {
      throw .failed(program: "cp", status: copy.statusText, output: copy.tail(lines: 3))
    }
    let commands = build.compileCommands.map { command in
      CompileCommand(
        file: command.file.replacing(build.path, with: directory),
        directory: command.directory.replacing(build.path, with: directory),
        arguments: command.arguments.map { $0.replacing(build.path, with: directory) })
    }
    return RelocatedBuild(path: directory, compileCommands: commands)
  }
}
