import Foundation
import Runtime
import Tools

/// The pieces of the machine that fdport's commands need, each tried.
struct MachineExamination: Encodable {
  struct Piece: Encodable {
    let name: String
    let isPresent: Bool
    /// What was found, or what is wrong.
    let finding: String
    /// The commands that need it.
    let neededBy: [String]
  }

  let schema = 1
  let pieces: [Piece]

  var missing: [Piece] { pieces.filter { !$0.isPresent } }

  static func make() async -> MachineExamination {
    var pieces: [Piece] = []
    for tool in tools {
      pieces.append(await tool.examine())
    }
    pieces.append(await worker(.audit, library: "libclang", neededBy: ["audit", "port", "check"]))
    pieces.append(
      await worker(.git, library: "libgit2", neededBy: ["port", "build", "validate", "check"]))
    for piece in KernelPieces.probe() {
      pieces.append(
        Piece(
          name: "kernel: \(piece.name)", isPresent: piece.isPresent, finding: piece.neededFor,
          neededBy: ["run", "validate", "check"]))
    }
    return MachineExamination(pieces: pieces)
  }

  private struct ExpectedTool {
    let program: String
    let argument: String
    let neededBy: [String]

    /// Runs the tool once, since a name in PATH that does not start is of no use.
    func examine() async -> Piece {
      let outcome = try? await Tool(program, [argument]).run()
      let line = outcome?.text.split(separator: "\n").first.map(String.init)
      let isPresent = outcome?.isSuccess ?? false
      return Piece(
        name: program, isPresent: isPresent,
        finding: isPresent ? line ?? "found" : "not found: make setup installs it",
        neededBy: neededBy)
    }
  }

  private static let tools = [
    ExpectedTool(program: "gcc", argument: "--version", neededBy: ["build", "validate", "check"]),
    ExpectedTool(program: "make", argument: "--version", neededBy: ["audit", "build", "check"]),
    ExpectedTool(program: "bear", argument: "--version", neededBy: ["audit", "port", "check"]),
    ExpectedTool(program: "nm", argument: "--version", neededBy: ["check"]),
    ExpectedTool(program: "objcopy", argument: "--version", neededBy: ["build", "check"]),
    ExpectedTool(program: "apt-get", argument: "--version", neededBy: ["debian sources"]),
    ExpectedTool(program: "tar", argument: "--version", neededBy: ["debian sources"]),
    ExpectedTool(program: "autoreconf", argument: "--version", neededBy: ["check expat"]),
  ]

  private static func worker(_ worker: Worker, library: String, neededBy: [String]) async -> Piece {
    do {
      let outcome = try await Tool(worker.path, ["--version"]).run()
      return Piece(
        name: library, isPresent: outcome.isSuccess,
        finding: outcome.tail(lines: 1).trimmingCharacters(in: .whitespacesAndNewlines),
        neededBy: neededBy)
    } catch {
      return Piece(name: library, isPresent: false, finding: "\(error)", neededBy: neededBy)
    }
  }

  var text: String {
    let width = pieces.map(\.name.count).max() ?? 0
    var lines = pieces.map { piece in
      let name = piece.name.padding(toLength: width, withPad: " ", startingAt: 0)
      return "\(piece.isPresent ? "ok      " : "missing ") \(name)  \(piece.finding)"
    }
    let crippled = Set(missing.flatMap(\.neededBy)).sorted()
    lines.append("")
    lines.append(
      missing.isEmpty
        ? "every command can do its job on this machine"
        : "\(missing.count) missing; these cannot do their job: \(crippled.joined(separator: ", "))"
    )
    return lines.joined(separator: "\n") + "\n"
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try String(decoding: encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}
