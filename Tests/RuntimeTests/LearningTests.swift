import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// `fdport run --learn`: nothing is enforced, and what a program asks for by name becomes a draft.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct LearningTests {
  private func learn(_ command: String) async throws -> (Outcome, Scratch, Grants) {
    let scratch = try Scratch()
    try scratch.write("a", to: "work/read.txt")
    let outcome = try await ShellRun.run(
      "", "cd \(scratch.path)/work && FDPORT run --learn ../draft.yaml -- \(command)", in: scratch)
    let draft = try scratch.text(of: "draft.yaml")
    return (outcome, scratch, try GrantsReader(file: "\(scratch.path)/draft.yaml").parse(draft))
  }

  @Test("A dynamic program with children runs as it would, and what they open stands in the draft")
  func shell() async throws {
    let (outcome, scratch, grants) = try await learn(
      "/bin/sh -c 'read line <read.txt; cat read.txt >made.txt; rm made.txt; mkdir -p sub; exit 6'")
    #expect(outcome.status == .exited(6), "\(outcome.tail())")
    #expect(outcome.errorText.contains("NOTHING IS ENFORCED"))
    let work = grants.descriptors.compactMap { grant -> Rights? in
      guard case .directory(let path, let rights) = grant.resource else { return nil }
      return path.path == "\(scratch.path)/work" ? rights : nil
    }
    #expect(work == [[.read, .write, .create, .delete, .list]])
    let draft = try scratch.text(of: "draft.yaml")
    #expect(draft.contains("#   another program was executed: "))
    #expect(FileManager.default.fileExists(atPath: "\(scratch.path)/work/sub"))
  }

  @Test("Addresses become sockets, and single files files")
  func addresses() async throws {
    let denied = try await LaunchTools.shared.value.denied
    let (outcome, _, grants) = try await learn(denied)
    #expect(outcome.status == .exited(5), "\(outcome.tail())")
    let resources = grants.descriptors.map { "\($0.resource)" }
    #expect(resources.contains { $0.contains("127.0.0.1") || $0.contains("8080") })
    #expect(
      grants.descriptors.contains {
        $0.resource == .file(GrantedPath(path: "/etc/passwd"), .read, [])
      })
  }

  @Test(
    "It works for an unprivileged user",
    .enabled(if: getuid() == 0, "needs root to become another user"))
  func unprivileged() async throws {
    let scratch = try Scratch()
    chmod(scratch.path, 0o777)
    let outcome = try await ShellRun.run(
      "",
      """
      cd \(scratch.path) && setpriv --reuid 65534 --regid 65534 --clear-groups \
        FDPORT run --learn draft.yaml -- /bin/sh -c 'read line </etc/passwd; exit 4'
      """, in: scratch)
    #expect(outcome.status == .exited(4), "\(outcome.tail())")
    #expect(try scratch.text(of: "draft.yaml").contains("/etc/passwd"))
  }

  @Test("A name with a line feed stays in its comment, and a child that goes on is seen")
  func hostileNames() async throws {
    let (outcome, scratch, grants) = try await learn(
      #"/bin/sh -c 'cat "/nowhere/x\#n  pwned: !dir /etc\#n#"; (sleep 0.3; cat read.txt) & exit 0' "#
    )
    #expect(outcome.status == .exited(0), "\(outcome.tail())")
    #expect(outcome.text == "a")
    #expect(!grants.descriptors.contains { $0.name == "pwned" })
    #expect(try scratch.text(of: "draft.yaml").contains("U0000000a"))
  }

  @Test("A draft never replaces a file, and grants are not taken beside it")
  func refusals() async throws {
    let scratch = try Scratch()
    try scratch.write("mine", to: "draft.yaml")
    let outcome = try await ShellRun.run(
      "", "cd \(scratch.path) && FDPORT run --learn draft.yaml -- /bin/true", in: scratch)
    #expect(outcome.status == .exited(125))
    #expect(try scratch.text(of: "draft.yaml") == "mine")
    let mixed = try await ShellRun.run(
      "", "cd \(scratch.path) && FDPORT run --learn new.yaml --stdio -- /bin/true", in: scratch)
    #expect(mixed.status == .exited(125))
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/new.yaml"))
  }
}
