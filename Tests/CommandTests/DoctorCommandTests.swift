import Foundation
import Testing
import Tools

/// `fdport doctor`, on this machine and on one that lacks things.
@Suite struct DoctorCommandTests {
  @Test func theWorkersAndTheirLibrariesAreFound() async throws {
    let outcome = try await BuiltFdport.run("doctor")
    #expect(outcome.text.contains(#/ok +fdport-audit \(libclang\) +\S+/#))
    #expect(outcome.text.contains(#/ok +fdport-git \(libgit2\) +libgit2 /#))
    #expect(outcome.text.contains(#/seccomp: /#) && outcome.text.contains(#/NoNewPrivs: /#))
    #expect(!outcome.text.split(separator: "\n").contains { $0.hasSuffix(" ") })
  }

  @Test func aMissingProgramIsNamedWithTheCommandsThatLackIt() async throws {
    let outcome = try await BuiltFdport.run("doctor", environment: ["PATH": "/nonexistent"])
    #expect(outcome.status == .exited(2))
    #expect(outcome.text.contains(#/MISSING +gcc +not found in PATH/#))
    #expect(outcome.text.contains(#/CANNOT +check +lacks gcc/#))
    #expect(outcome.text.contains(#/ok +audit DIRECTORY/#))
    #expect(outcome.text.contains("gcc is missing: make setup installs it"))
  }

  @Test func jsonSaysTheSame() async throws {
    let outcome = try await BuiltFdport.run(
      "doctor", "--format", "json", environment: ["PATH": "/nonexistent"])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.standardOutput)) as? [String: Any])
    #expect(object["schema"] as? Int == 1)
    let mode = try #require(object["mode"] as? String)
    #expect(["sealed table", "brokered", "refused"].contains(mode))
    let commands = try #require(object["commands"] as? [[String: Any]])
    let check = try #require(commands.first { $0["name"] as? String == "check" })
    #expect((check["missing"] as? [String])?.contains("gcc") == true)
  }

  @Test func aSetNoNewPrivsIsSaid() async throws {
    let outcome = try await Tool(
      "setpriv", ["--no-new-privs", BuiltFdport.path, "doctor"]
    ).run()
    #expect(outcome.text.contains(#/NoNewPrivs: +set /#))
  }
}
