import ArgumentParser
import Build
import Catalogue
import Foundation
import Pipeline
import Recipe
import Report
import View

/// The C library without the forbidden names, for people who build by hand.
struct ViewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Make the C library without names and print where it is.",
    discussion: """
      Builds the sealed C library once, hides the forbidden names in its headers and archive, and \
      prints the directory. Its bin/fdport-cc is a compiler that any Makefile or configure accepts:

        make CC="$(fdport view)/bin/fdport-cc"

      With --descending the names stay that the library itself answers for descriptors only: \
      open("/dev/fd/3/x") works, every other path is refused. Code then builds unpatched.

      For autoconf, CMake and Meson see fdport env.

      Exit status: 0 made, 2 fdport could not do its job.
      """)

  /// What is printed in JSON.
  private struct Description: Encodable {
    let schema = 1
    let directory: String
    let library: String
    let compiler: String
    let environment: [String: String]
    let hiddenFunctions: [String]
    let hiddenObjects: [String]
    let undeclared: [String]
    let hasCPlusPlus: Bool
  }

  @OptionGroup var options: ProjectOptions

  @Flag(
    help: """
      Print where the sealed C library is installed, or with --c++ the C++ library, before any name \
      is hidden.
      """)
  var library = false

  @Flag(help: "Keep open() and its kin, for the paths /dev/fd/N and /dev/fd/N/rest.")
  var descending = false

  @Flag(
    name: .customLong("c++"),
    help: "With a C++ library; the first time it is built, which takes some minutes.")
  var cPlusPlus = false

  @Option(help: "How to print: text (the directory alone) or json.")
  var format: ReportFormat = .text

  func run() async throws {
    let progress = Progress(style: options.progress)
    defer { progress.finish() }
    let project = try options.project(
      RecipeReference(parsing: ViewStage.libraryRecipe), progress: progress)
    let stage = ViewStage(project, kind: descending ? .descending : .strict)
    let prefix = try await stage.installedLibrary()
    if library, format == .text {
      let asked = cPlusPlus ? try await stage.installedCPlusPlusLibrary() : prefix
      progress.finish()
      try StandardOutput.write(asked + "\n")
      return
    }
    let view = try await stage.run(cPlusPlus: cPlusPlus)
    progress.finish()
    switch format {
    case .text: try StandardOutput.write(view.directory + "\n")
    case .json:
      let description = Description(
        directory: view.directory, library: prefix, compiler: view.compiler,
        environment: view.environment, hiddenFunctions: view.hiddenFunctions,
        hiddenObjects: view.hiddenObjects, undeclared: view.undeclared,
        hasCPlusPlus: view.hasCPlusPlus)
      try StandardOutput.write(CanonicalJSON.text(description))
    }
  }
}
