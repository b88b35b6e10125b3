import ArgumentParser
import Foundation
import Runtime

/// What is told of refusals.
struct DenialOptions: ParsableArguments {
  @Flag(
    help: "Say at the end which calls were refused, where, how often, and what would answer them.")
  var denials = false

  @Flag(
    help:
      "The same, and let the broker carry out every open, so that each is seen from outside; slower."
  )
  var report = false

  @Option(help: ArgumentHelp("How to say it: text or json.", valueName: "format"))
  var denialsFormat: ReportFormat = .text

  @Option(
    help: ArgumentHelp("Where to write it, instead of standard error.", valueName: "file"),
    completion: .file())
  var denialsTo: String?

  @Option(
    help: ArgumentHelp(
      "Run the program WITHOUT ANY CONFINEMENT, with this environment and directory, and write a draft "
        + "of a grants file from what it asks for by name. The program may be dynamic and start others.",
      valueName: "new file"),
    completion: .file(extensions: ["yaml"]))
  var learn: String?

  func validate() throws {
    guard learn == nil || !(denials || report) else {
      throw ValidationError("--learn enforces nothing, so that there is nothing to refuse")
    }
    guard denials || report || denialsTo == nil else {
      throw ValidationError("--denials-to goes with --denials or --report")
    }
  }

  /// Starts the process that is told; nil if nobody wants to know.
  func watch(program: String) throws(RuntimeError) -> DenialWatch? {
    guard denials || report else { return nil }
    if report {
      StandardError.write(
        "fdport run: --report: every open goes through the broker, which is slower\n")
    }
    var command = ["fdport", "denials", "--program", program, "--format", denialsFormat.rawValue]
    if report { command.append("--opens") }
    if let denialsTo { command += ["--output", denialsTo] }
    return try DenialWatch(level: report ? .opens : .refusals, command: command)
  }

  /// Starts the process that writes the draft.
  func learningWatch(program: String, arguments: [String], to draft: String) throws(RuntimeError)
    -> DenialWatch
  {
    StandardError.write(
      "fdport run: --learn: NOTHING IS ENFORCED; the program does what its user may do\n")
    return try DenialWatch(
      level: .learning,
      command: [
        "fdport", "denials", "--program", program, "--draft", draft, "--directory",
        FileManager.default.currentDirectoryPath, "--",
      ] + arguments)
  }
}
