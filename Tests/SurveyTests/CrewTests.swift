import Catalogue
import Compilation
import Findings
import Foundation
import Survey
import Synchronization
import Testing
import Tools

/// The crew with a worker of the test's own, a shell script that misbehaves on demand.
@Suite("A worker that fails costs one unit")
struct CrewTests {
  private static func script(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(
      component: "fdport-crew-\(UUID())"
    ).path
    try Data("#!/bin/sh\n\(text)".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// Answers each request by an analysed unit, except those that a `case` of the text takes.
  private static func answering(_ cases: String) throws -> String {
    try script(
      """
      echo '"clang"'
      while read -r line; do
        file=${line#*\\"file\\":\\"}; file=${file%%\\"*}
        case $file in
        \(cases)
        esac
        printf '{"file":"%s","standing":{"analysed":{}},"sites":[],"linkNames":[],"withoutCode":{},"definitions":[],"inactive":[],"compiled":{}}\\n' "$file"
      done
      """)
  }

  private static func standings(
    _ files: [String], worker path: String, width: Int
  ) async throws -> [UnitResult.Standing?] {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let requests = files.map {
      UnitRequest(
        root: "/", profile: .fdOnly,
        unit: CompileCommand(file: $0, directory: "", arguments: ["cc"]))
    }
    let results = Mutex([UnitResult.Standing?](repeating: nil, count: files.count))
    let queue = WorkQueue<Crew.Piece>()
    for (number, request) in requests.enumerated() {
      queue.add(.unit(number, request))
    }
    queue.close()
    try await Crew(worker: Worker("test", at: path), width: width, patience: 7).work(on: queue) {
      number, outcome in
      results.withLock { $0[number] = outcome.result.standing }
    }
    return results.withLock { $0 }
  }

  @Test(arguments: [1, 2, 5]) func crashesAndHangsAreNamed(width: Int) async throws {
    let worker = try Self.answering(
      """
      crash) kill -SEGV $$ ;;
      hang) kill -ALRM $$ ;;
      leave) exit 3 ;;
      """)
    let standings = try await Self.standings(
      ["a", "crash", "b", "hang", "leave", "c"], worker: worker, width: width)
    #expect(
      standings == [
        .analysed, .failed("libclang crashed: Segmentation fault (signal 11)"), .analysed,
        .failed("libclang was not done with it after 7 s"),
        .failed("libclang gave up with exit status 3"), .analysed,
      ])
  }

  @Test func workerThatCannotStartIsAnError() async throws {
    let worker = try Self.script("echo 'no libclang' >&2; exit 127\n")
    await #expect(
      throws: ToolError.failed(program: "test", status: "exit status 127", output: "no libclang\n")
    ) {
      try await Self.standings(["a", "b"], worker: worker, width: 2)
    }
  }

  @Test func nonsenseIsAnError() async throws {
    let worker = try Self.script("echo hello; read -r line; echo nonsense; cat >/dev/null\n")
    await #expect(throws: ToolError.self) {
      try await Self.standings(["a"], worker: worker, width: 1)
    }
  }
}
