import ArgumentParser
import Foundation
import Runtime

/// Starts one static program with exactly the descriptors of a grants file.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a static program with nothing but the granted descriptors.",
    discussion: """
      GRANTS.yaml names the program, its arguments and environment, and its descriptors:

        program: ./lua
        arguments: [lua, /dev/fd/3/main.lua]
        environment: {}
        descriptors:
          1: !stdout inherit
          3: !dir { path: ./scripts, rights: read }
          4: !dir { path: ./out, rights: read-write }
          5: !file { path: notes.txt, rights: read }

      Relative paths start at the file's directory; symbolic links on the way are refused unless a \
      grant says `follow: true`. Descriptors 0 to 2 are the null device if they are not granted.

      Exit status: the program's own; 125 if fdport failed, 126 if the program cannot be run, 127 if \
      there is none. A status descriptor tells these from the program's: it gets the line `started`, \
      or `failed STATUS REASON`.
      """)

  @Argument(help: "The grants file.", completion: .file(extensions: ["yaml", "yml"]))
  var grants: String?

  @Argument(help: "More arguments for the program, behind `--`.")
  var extraArguments: [String] = []

  @Option(
    help: ArgumentHelp("Run this program instead of the file's.", valueName: "path"),
    completion: .file())
  var program: String?

  @Option(
    help: "Where relative paths start, instead of the grants file's directory.",
    completion: .directory)
  var directory: String?

  @Option(help: ArgumentHelp("A descriptor for a machine-readable account.", valueName: "number"))
  var statusFd: Int32?

  @Flag(help: "Print what is enforced by what on this kernel, and run nothing.")
  var explain = false

  func validate() throws {
    guard grants != nil || explain else {
      throw ValidationError("Missing expected argument '<grants>'")
    }
    guard let statusFd else { return }
    guard statusFd > 2, fcntl(statusFd, F_GETFD) != -1 else {
      throw ValidationError("--status-fd \(statusFd) is not an open descriptor above 2")
    }
  }

  func run() throws {
    if explain {
      do {
        try StandardOutput.write(Enforcement.onThisKernel.text)
      } catch {
        report(.system(error.description))
        throw ExitCode(125)
      }
    }
    guard let grants else { return }
    do throws(RuntimeError) {
      let file = GrantsReader(
        file: grants,
        replacements: GrantsReader.Replacements(
          directory: directory, program: program, extraArguments: extraArguments))
      let launch = try Launch(try file.read(), status: statusFd)
      if explain { return }
      try launch.start(launcher: try Launcher.path())
    } catch {
      let cause = KernelPieces.cause(of: error)
      report(cause)
      throw ExitCode(cause.exitStatus)
    }
  }

  private func report(_ error: RuntimeError) {
    StandardError.write("fdport run: \(error)\n")
    guard let statusFd else { return }
    let reason = "\(error)".replacing("\n", with: " ")
    let line = Array("failed \(error.exitStatus) \(reason)\n".utf8)
    // Nobody is left to tell if this fails.
    _ = write(statusFd, line, line.count)
  }
}
