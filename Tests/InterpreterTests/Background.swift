import Testing
import Tools

/// A program that serves while a test asks it.
enum Background {
  /// Starts `server`, waits until it says its address on standard error, or until there is the socket file
  /// `here.sock`, runs `client` with ADDRESS standing for the address, ends the server and gives what the
  /// client came to, with what the server said as errors. Both are shell commands, in which PYTHON
  /// stands for the interpreter with these grants.
  static func run(
    server: String, client: String, grants: String = "", in scratch: Scratch
  ) async throws -> Outcome {
    try scratch.write(
      grants.replacing("FIXTURES", with: BundledInterpreter.fixtures), to: "server.yaml")
    let python =
      "'\(BundledInterpreter.fdport)' python --interpreter '\(BundledInterpreter.directory)' server.yaml"
    let script = """
      (exec timeout 120 \(server.replacing("PYTHON", with: python))) 2>server.log &
      server=$!
      for _ in $(seq 1000); do
        address=$(sed -nE 's/.* listens on ([^ ]+)$/\\1/p; s/^ACCEPT (.*)$/\\1/p' server.log | head -1)
        [ -n "$address" ] || [ -S here.sock ] && break
        sleep 0.05
      done
      \(client.replacing("ADDRESS", with: "$address"))
      status=$?
      kill $server 2>/dev/null
      wait $server 2>/dev/null
      cat server.log >&2
      exit $status
      """
    return try await Tool("timeout", ["240", "bash", "-c", script], directory: scratch.path).run()
  }
}
