import Foundation
import Testing
import Tools

@testable import View

/// libfdport as the view brings it: by `#include <fdport.h>` and `-lfdport`, and nothing else.
@Suite(
  .enabled(if: SealedLibrary.archive != nil, SealedLibrary.whyNot),
  .enabled(if: ConfinedProgram.isPossible, "fdport and fdport-launch are not built"))
struct ProgramLibraryTests {
  @Test func aProgramFindsItsGrantByName() async throws {
    let view = try await TestLibrary.fdOnlyView()
    let directory = try TestLibrary.directory()
    let source = """
      #include <fdport.h>
      #include <stdio.h>
      int main(void) { return printf("%d %d\\n", fdport_descriptor("data"), fdport_descriptor("x")) < 0; }
      """
    try source.write(toFile: directory + "/find.c", atomically: false, encoding: .utf8)
    _ = try await Tool(
      view.compiler, ["-std=c11", "-Wall", "-Werror", "find.c", "-lfdport", "-o", "find"],
      directory: directory
    ).succeed()
    let grants = """
      program: find
      descriptors: { 1: !stdout inherit, 2: !stderr inherit, data: !dir { path: ., fd: 7 } }
      argument: {}
      """
    try grants.write(toFile: directory + "/grants.yaml", atomically: false, encoding: .utf8)
    let run = try await Tool(ConfinedProgram.front, ["run", directory + "/grants.yaml"]).run()
    #expect(run.errorText == "")
    #expect(run.text == "7 -1\n")
  }
}
