import Foundation
import Recipe
import Testing

@testable import Validation

/// A front whose `run` command is a shell script, in a directory of its own, to show what the
/// validator makes of the things that a program can do.
struct FakeRuntime {
  let directory: URL

  /// `inside` is run for `fdport run`, with the fixture's directory as the current one.
  init(inside: String) throws {
    directory = FileManager.default.temporaryDirectory.appending(
      component: "fdport-validation-\(UUID())")
    for name in ["scripts", "build", "scratch"] {
      try FileManager.default.createDirectory(
        at: directory.appending(component: name), withIntermediateDirectories: true)
    }
    try script("front", "cd \"$(dirname \"$2\")\"\n\(inside)")
    try script("build/program", "echo outside; exit 0")
  }

  func script(_ name: String, _ text: String) throws {
    let path = directory.path + "/" + name
    try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  func validate(
    _ cases: [ValidationPlan.Case], control: ValidationPlan.Control? = nil,
    interpreter: InstalledInterpreter? = nil
  ) async throws(ValidationError) -> ValidationResult {
    try await Validator(
      front: directory.path + "/front", scratch: directory.path + "/scratch",
      plan: ValidationPlan(scripts: "scripts", links: [:], cases: cases, control: control),
      scripts: directory.path + "/scripts", interpreter: interpreter, version: "1.2.3"
    ).run(build: directory.path + "/build", control: directory.path + "/build")
  }

  func remove() {
    try? FileManager.default.removeItem(at: directory)
  }

  static func run(
    program: String = "program", status: Int = 0, prints: [String] = [],
    writes: [String: String] = [:], copies: [String: String] = [:], isBreakOut: Bool = false,
    answers: String? = nil
  ) -> ValidationPlan.Case {
    ValidationPlan.Case(
      name: "run", start: .program(program, arguments: [program]), input: nil, status: status,
      prints: prints, writes: writes, copies: copies, isBreakOut: isBreakOut, answers: answers)
  }

  static let control = ValidationPlan.Control(
    build: BuildSteps(environment: [:], configure: [], build: [], test: [], products: []),
    program: "program", arguments: ["program"], input: nil)
}
