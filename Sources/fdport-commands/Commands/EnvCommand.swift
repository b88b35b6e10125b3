import ArgumentParser
import Foundation
import Pipeline
import Recipe
import Report
import View

/// The variables by which builds of any kind find the view.
struct EnvCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "env",
    abstract: "Print what a shell must know to build against the C library without names.",
    discussion: """
      Prints CC, CXX, AR, HOST, PKG_CONFIG, CMAKE_TOOLCHAIN_FILE, MESON_CROSS_FILE and their kin:

        eval "$(fdport env --prefix "$HOME/fd")"
        ./configure --host="$HOST" && make install               # autoconf
        cmake -B build && cmake --install build                  # CMake
        meson setup --cross-file "$MESON_CROSS_FILE" build       # Meson
        make CC="$CC" PREFIX="$PREFIX"                           # plain make

      With --prefix, libraries are installed into that directory and found there again, by pkg-config \
      too, which finds nothing of the host. docs/view.md has an example for each build system.

      Exit status: 0 printed, 2 fdport could not do its job.
      """)

  /// What is printed in JSON.
  private struct Description: Encodable {
    let schema = 1
    let view: String
    let prefix: String?
    let variables: [String: String]
    /// What belongs in front of PATH.
    let programs: String
  }

  @OptionGroup var options: ProjectOptions

  @Flag(
    name: .customLong("c++"),
    help: "With a C++ library; the first time it is built, which takes some minutes.")
  var cPlusPlus = false

  @Option(
    help: ArgumentHelp(
      "Where libraries for the view are installed and found again.", valueName: "directory"),
    completion: .directory)
  var prefix: String?

  @Option(help: "How to print: text (for eval of a POSIX shell) or json.")
  var format: ReportFormat = .text

  func validate() throws {
    if prefix == "" { throw ValidationError("--prefix is empty; it takes a directory") }
  }

  func run() async throws {
    let progress = Progress(style: options.progress)
    defer { progress.finish() }
    let project = try options.project(
      RecipeReference(parsing: ViewStage.libraryRecipe), progress: progress)
    let view = try await ViewStage(project).run(cPlusPlus: cPlusPlus)
    progress.finish()
    let prefix = try self.prefix.map { try InstallPrefix(ProjectOptions.absolute($0), of: view) }
    let variables = try BuildVariables(view, prefix: prefix)
    switch format {
    case .text: try StandardOutput.write(variables.shellText)
    case .json:
      let description = Description(
        view: view.directory, prefix: prefix?.path, variables: variables.byName,
        programs: variables.programs)
      try StandardOutput.write(CanonicalJSON.text(description))
    }
  }
}
