import Foundation
package import Recipe
import Tools

/// Runs a recipe's validation cases in the runtime and compares what they did with what they must do.
package struct Validator: Sendable {
  /// The running fdport, whose `run` command starts each program.
  let front: String
  /// A private directory for fixtures.
  let scratch: String
  let plan: ValidationPlan
  /// The directory that the plan's `scripts` names.
  let scripts: String
  /// What runs the scripts among the cases; nil if there is none.
  let interpreter: InstalledInterpreter?
  /// The release that was built, for which `{version}` stands in what must be printed.
  let version: String

  package init(
    front: String, scratch: String, plan: ValidationPlan, scripts: String,
    interpreter: InstalledInterpreter? = nil, version: String
  ) {
    self.front = front
    self.scratch = scratch
    self.plan = plan
    self.scripts = scripts
    self.interpreter = interpreter
    self.version = version
  }

  /// `build` is the root of the ported build, `control` that of the unpatched one.
  package func run(build: String, control: String?) async throws(ValidationError)
    -> ValidationResult
  {
    var cases: [ValidationResult.Case] = []
    for one in plan.cases {
      cases.append(try await run(one, build: build))
    }
    guard let plan = plan.control, let control else {
      return ValidationResult(cases: cases, control: nil)
    }
    return ValidationResult(cases: cases, control: try await run(plan, root: control))
  }

  private func run(_ one: ValidationPlan.Case, build: String) async throws(ValidationError)
    -> ValidationResult.Case
  {
    let fixture = try Fixture(
      parent: scratch, name: one.name, scripts: scripts, links: plan.links, copies: plan.copies)
    let outcome = try await outcome(of: one, build: build, fixture: fixture)
    let output = outcome.text + outcome.errorText
    var problems: [String] = []
    if outcome.status != .exited(one.status) {
      problems.append("\(outcome.statusText) instead of \(one.status): \(outcome.tail(lines: 3))")
    }
    problems += one.prints.map { $0.replacing("{version}", with: version) }
      .filter { !output.contains($0) }.map { "did not print '\($0)'" }
    for (file, expected) in one.writes.sorted(by: { $0.key < $1.key }) {
      let contents = try? String(contentsOfFile: fixture.output + "/" + file, encoding: .utf8)
      if contents != expected {
        problems.append("\(file) holds \(contents.map { "'\($0)'" } ?? "nothing")")
      }
    }
    for (file, original) in one.copies.sorted(by: { $0.key < $1.key }) {
      let contents = try? Data(contentsOf: URL(filePath: fixture.output + "/" + file))
      let expected = try? Data(contentsOf: URL(filePath: fixture.scripts + "/" + original))
      if expected == nil || contents != expected { problems.append("\(file) is not \(original)") }
    }
    let acts = one.isBreakOut ? Act.parse(outcome.text) : []
    problems += acts.filter { $0.refusal == nil }.map { "\($0.name) succeeded" }
    if one.isBreakOut && acts.isEmpty {
      problems.append("printed no act at all")
    }
    return ValidationResult.Case(name: one.name, problems: problems, acts: acts)
  }

  private func outcome(
    of one: ValidationPlan.Case, build: String, fixture: Fixture
  ) async throws(ValidationError) -> Outcome {
    switch one.start {
    case .program(let name, let arguments):
      let program = build + "/" + name
      guard FileManager.default.isExecutableFile(atPath: program) else {
        throw .missingProgram(program)
      }
      return try await inside(
        program, arguments, input: one.input, fixture: fixture, deletes: one.deletes,
        library: plan.library.map { "\(build)/\($0)" }, answers: one.answers)
    case .script(let name):
      guard let interpreter else { throw .missingInterpreter(script: name) }
      return try await inside(
        interpreter.program, [interpreter.program], script: (name, interpreter.library),
        input: one.input, fixture: fixture, deletes: one.deletes, answers: one.answers)
    }
  }

  private func run(_ control: ValidationPlan.Control, root: String) async throws(ValidationError)
    -> ValidationResult.Control
  {
    let program = root + "/" + control.program
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw .missingProgram(program)
    }
    let insideFixture = try Fixture(
      parent: scratch, name: "control-inside", scripts: scripts, links: plan.links,
      copies: plan.copies)
    let inside = try await inside(
      program, control.arguments, input: control.input, fixture: insideFixture)
    let outsideFixture = try Fixture(
      parent: scratch, name: "control-outside", scripts: scripts, links: plan.links,
      copies: plan.copies)
    let outside = try await outside(
      program, control.arguments, input: control.input, fixture: outsideFixture)
    return ValidationResult.Control(
      inside: Act.parse(inside.text), outside: Act.parse(outside.text))
  }

  /// Runs `program` in the runtime with exactly the fixture's grants.
  private func inside(
    _ program: String, _ arguments: [String], script: (String, library: String)? = nil,
    input: String?, fixture: Fixture, deletes: Bool = false, library: String? = nil,
    answers: String? = nil
  ) async throws(ValidationError) -> Outcome {
    let server = try answers.map { file throws(ValidationError) in
      try AnsweringServer(file: fixture.scripts + "/" + file)
    }
    defer { server?.stop() }
    let grants = GrantsDocument(
      program: program, arguments: filled(arguments, fixture), script: script,
      input: input.map { fixture.scripts + "/" + $0 },
      readable: fixture.scripts, deletes: deletes,
      writable: fixture.output, library: library, server: server?.address)
    let path = fixture.outside + "/grants.yaml"
    do {
      try Data(grants.text.utf8).write(to: URL(filePath: path))
    } catch {
      throw .fixture(path: path, reason: SystemReason.text(error))
    }
    return try await outcome(of: Tool(front, ["run", path]))
  }

  /// Runs `program` without the runtime, with the same descriptors.
  private func outside(
    _ program: String, _ arguments: [String], input: String?, fixture: Fixture
  ) async throws(ValidationError) -> Outcome {
    // The shell opens what `fdport run` would have granted; bash's and dash's `3<` takes directories.
    let line =
      "program=$1 scripts=$2 out=$3 input=$4; shift 4; "
      + "exec \"$program\" \"$@\" 3<\"$scripts\" 4<\"$out\" <\"$input\""
    return try await outcome(
      of: Tool(
        "/bin/sh",
        [
          "-c", line, "sh", program, fixture.scripts, fixture.output,
          input.map { fixture.scripts + "/" + $0 } ?? "/dev/null",
        ] + filled(arguments, fixture).dropFirst()))
  }

  private func filled(_ arguments: [String], _ fixture: Fixture) -> [String] {
    arguments.map { $0.replacing("{outside}", with: fixture.outside) }
  }

  private func outcome(of tool: Tool) async throws(ValidationError) -> Outcome {
    do {
      return try await tool.run()
    } catch {
      throw .tool(error.description)
    }
  }
}
