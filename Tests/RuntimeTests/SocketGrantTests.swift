import Foundation
import Glibc
import Runtime
import Testing
import Tools

/// Granted sockets, used from inside at both ends.
@Suite(
  .enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"),
  .enabled(if: LaunchTools.hasFront, "fdport is not built"))
struct SocketGrantTests {
  /// Starts a server, and a client once the server's descriptor is ready.
  private func meet(_ listen: String, ready: String, connect: String) async throws -> String {
    let scratch = try Scratch()
    let serve = try await LaunchTools.shared.value.serve
    try scratch.write("program: \(serve)\n" + listen, to: "server.yaml")
    try scratch.write("program: \(serve)\n" + connect, to: "client.yaml")
    let outcome = try await ShellRun.run(
      "",
      """
      cd \(scratch.path)
      FDPORT run server.yaml >served 2>told 9>status --status-fd 9 &
      for i in $(seq 200); do \(ready) && break; sleep 0.05; done
      sed -i "s/PORT/$(sed -n 's/^listening.*://p' status)/" client.yaml
      FDPORT run client.yaml; echo client $?
      wait $!; echo server $?; cat served told
      """, in: scratch)
    return outcome.text + outcome.errorText
  }

  private let server = """
    arguments: [serve, accept, "3"]
    descriptors:
      1: !stdout
      3:
    """
  private let client = """
    arguments: [serve, talk, "3"]
    descriptors:
      1: !stdout
      3:
    """
  private let told = "grep -qs started status"

  private func expected(family: Int32) -> String {
    """
    got ping
    connect again -1 errno 134
    socket -1 errno 134
    client 0
    server 0
    family \(family) \(family)
    echoed ping

    """
  }

  @Test("What servers set on a socket may be set, and nothing that concerns others")
  func options() async throws {
    let run = try await ConfinedRun(
      """
      arguments: [serve, options, "3"]
      descriptors:
        1: !stdout
        3: !socket { listen: "127.0.0.1:0" }

      """, program: try await LaunchTools.shared.value.serve, in: try Scratch())
    #expect(
      run.output == """
        TCP_NODELAY set 0
        SO_KEEPALIVE set 0
        SO_REUSEADDR errno 134
        SO_RCVBUF set 0
        SO_BINDTODEVICE errno 134

        """)
  }

  @Test("TCP over IPv4 and IPv6, at a port that the kernel chose and the status descriptor told")
  func internet() async throws {
    let four = try await meet(
      "\(server) !socket { listen: \"127.0.0.1:0\" }", ready: told,
      connect: "\(client) !socket { connect: \"127.0.0.1:PORT\" }")
    #expect(four == expected(family: AF_INET))
    let six = try await meet(
      "\(server) !socket { listen: \"[::1]:0\" }", ready: told,
      connect: "\(client) !socket { connect: \"[::1]:PORT\" }")
    #expect(six == expected(family: AF_INET6))
  }

  @Test("Local sockets of both types", arguments: ["stream", "seqpacket"])
  func local(type: String) async throws {
    let text = try await meet(
      "\(server) !socket { listen: \"unix:./s\", type: \(type), mode: 0600 }", ready: told,
      connect: "\(client) !socket { connect: \"unix:./s\", type: \(type) }")
    #expect(text == expected(family: AF_UNIX))
  }

  @Test("A socket file that nobody listens on is replaced only if the file says so")
  func stale() async throws {
    let scratch = try Scratch()
    let grant = { (more: String) in
      "arguments: [act, exit, \"0\"]\ndescriptors: { 3: !socket { listen: \"unix:s\"\(more) } }"
    }
    let first = try await ShellRun.run(
      grant(", mode: 0640"), "FDPORT run --program ACT GRANTS", in: scratch)
    #expect(first.status == .exited(0), "\(first.tail())")
    var status = stat()
    try #require(stat("\(scratch.path)/s", &status) == 0)
    #expect(status.st_mode == UInt32(S_IFSOCK) | 0o640)
    let second = try await ShellRun.run(grant(""), "FDPORT run --program ACT GRANTS", in: scratch)
    #expect(second.status == .exited(125))
    #expect(
      second.errorText.contains("is there already: `reuse: true` replaces it if nobody listens"))
    let third = try await ShellRun.run(
      grant(", reuse: true"), "FDPORT run --program ACT GRANTS", in: scratch)
    #expect(third.status == .exited(0), "\(third.tail())")
    let inUse = try await ShellRun.run(
      grant(", reuse: true"),
      """
      rm \(scratch.path)/s
      FDPORT run --listen 3=unix:\(scratch.path)/s -- \(try await LaunchTools.shared.value.serve) accept 3 &
      for i in $(seq 200); do test -S \(scratch.path)/s && break; sleep 0.05; done; sleep 0.2
      FDPORT run --program ACT GRANTS; echo $?; wait
      """, in: scratch)
    #expect(inUse.text == "125\n")
    #expect(inUse.errorText.contains("is in use: somebody listens on it"))
  }

  @Test("What cannot be bound or connected is named with its place")
  func failures() async throws {
    let scratch = try Scratch()
    try scratch.write("", to: "file")
    for (leaf, message) in [
      ("connect: \"127.0.0.1:1\"", "127.0.0.1:1 cannot be connected to: Connection refused"),
      ("connect: \"unix:none\"", "unix:none does not exist"),
      ("connect: \"unix:file\"", "unix:file is not a socket"),
      ("listen: \"unix:file\", reuse: true", "unix:file is there already, and is no socket"),
      ("listen: \"unix:none/s\"", "unix:none/s is in a directory that does not exist"),
      (
        "listen: \"203.0.113.1:80\"",
        "203.0.113.1:80 cannot be bound: Cannot assign requested address"
      ),
      ("listen: \"unix:/proc/s\"", "lies in proc"),
      (
        "listen: \"unix:\(String(repeating: "n", count: 200))\"",
        "cannot be bound: File name too long"
      ),
    ] {
      let outcome = try await ShellRun.run(
        "descriptors:\n  3: !socket { \(leaf) }", "FDPORT run --program ACT GRANTS", in: scratch)
      #expect(outcome.status == .exited(125))
      #expect(
        outcome.errorText.contains("grants.yaml:2:6: descriptors.3: "), "\(outcome.errorText)")
      #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
    }
  }
}
