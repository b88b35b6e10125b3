import Foundation
import Testing
import Tools

/// TLS over granted sockets, against OpenSSL's own programs.
@Suite(
  .enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot),
  .enabled(if: HostProgram.openssl != nil, "openssl is not in PATH; make setup installs it"))
struct SecureSocketTests {
  /// A directory with the certificates that certificates.sh makes.
  private func certificates() async throws -> Scratch {
    let scratch = try Scratch()
    try scratch.makeDirectory("tls")
    let made = try await Tool(
      "sh", ["\(BundledInterpreter.fixtures)/tls/certificates.sh", "\(scratch.path)/tls"]
    ).run()
    try #require(made.isSuccess, "\(made.tail())")
    return scratch
  }

  @Test(
    "A client verifies s_server by an authority that it holds, and no other",
    arguments: [
      ("ca.pem", "subject localhost TLSv1.3\nanswer HTTP/1.0 200 ok\n"),
      ("other.pem", "refused unable to get local issuer certificate\n"),
    ])
  func client(authority: String, says: String) async throws {
    let scratch = try await certificates()
    try scratch.write(
      """
      descriptors: { 1: !stdout inherit, 2: !stderr inherit }
      argument:
        script: !file \(BundledInterpreter.fixtures)/tls/client.py
        args: { authority: !file tls/\(authority), connection: !socket { connect: "PEER" } }
      """, to: "client.txt")
    let outcome = try await Background.run(
      server:
        "openssl s_server -accept 127.0.0.1:0 -cert tls/server.pem -key tls/server.key -www 1>&2",
      client: """
        sed "s/PEER/ADDRESS/" client.txt >client.yaml
        timeout 120 '\(BundledInterpreter.fdport)' python --interpreter \
        '\(BundledInterpreter.directory)' client.yaml
        """, in: scratch)
    #expect(outcome.isSuccess, "\(outcome.tail())")
    #expect(outcome.text == "authorities 1\nof the machine 0\n" + says, "\(outcome.tail())")
  }

  @Test("s_client verifies a server on a granted listening socket", arguments: [false, true])
  func server(usesAsyncio: Bool) async throws {
    let scratch = try await certificates()
    let outcome = try await Background.run(
      server: "PYTHON",
      client: """
        printf 'a line\\n' | timeout 60 openssl s_client -connect ADDRESS -CAfile tls/ca.pem \
        -verify_return_error -servername localhost -quiet -ign_eof
        """,
      grants: """
        descriptors: { 1: !stdout inherit, 2: !stderr inherit, 5: !dir tls }
        argument:
          script: !file FIXTURES/tls/server.py
          args: { asyncio: \(usesAsyncio), place: !socket { listen: "127.0.0.1:0" } }
        """, in: scratch)
    #expect(outcome.isSuccess, "\(outcome.tail())")
    #expect(outcome.text == "server heard a line\n", "\(outcome.tail())")
    #expect(!outcome.errorText.contains("Traceback"), "\(outcome.tail())")
  }
}
