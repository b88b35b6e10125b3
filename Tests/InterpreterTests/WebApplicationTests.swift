import Foundation
import Testing
import Tools

/// One WSGI and one ASGI application, on each kind of thing that can be granted.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct WebApplicationTests {
  static func grants(_ kind: String, _ place: String) -> String {
    """
    descriptors: { 2: !stderr inherit, 5: !dir FIXTURES/web }
    argument: { script: [5, \(kind).py], args: \(place) }
    """
  }

  @Test("On a TCP socket, fetched by curl", arguments: ["wsgi", "asgi"])
  func tcp(kind: String) async throws {
    let outcome = try await Background.run(
      server: "PYTHON",
      client: "for n in 1 2; do curl -sS --max-time 60 --data message http://ADDRESS/data; done",
      grants: Self.grants(kind, #"!socket { listen: "127.0.0.1:0" }"#), in: Scratch())
    let once = "\(kind) said POST message"
    #expect(outcome.text == once + once, "\(outcome.tail())")
  }

  @Test("On a Unix socket, fetched by curl", arguments: ["wsgi", "asgi"])
  func unix(kind: String) async throws {
    let outcome = try await Background.run(
      server: "PYTHON",
      client: "curl -sS --max-time 60 --unix-socket here.sock --data message http://localhost/data",
      grants: Self.grants(kind, #"!socket { listen: "unix:here.sock" }"#), in: Scratch())
    #expect(outcome.text == "\(kind) said POST message", "\(outcome.tail())")
  }

  @Test("On a pair of streams, one request", arguments: ["wsgi", "asgi"])
  func streams(kind: String) async throws {
    let outcome = try await BundledInterpreter.run(
      grants: Self.grants(kind, "{ in: !stdin inherit, out: !stdout inherit }"), in: Scratch(),
      input: "POST /data HTTP/1.1\r\nContent-Length: 7\r\n\r\nmessage")
    #expect(outcome.isSuccess, "\(outcome.tail())")
    #expect(outcome.text.contains(" 200 OK\r\n"), "\(outcome.tail())")
    #expect(outcome.text.hasSuffix("\r\n\r\n\(kind) said POST message"))
  }

  @Test(
    "Shown by a browser, whose script fetches from it",
    .enabled(
      if: HostProgram.browser != nil,
      "no chromium is in PATH (apt-get install chromium-headless-shell)"),
    arguments: ["wsgi", "asgi"])
  func browser(kind: String) async throws {
    let program = try #require(HostProgram.browser)
    let outcome = try await Background.run(
      server: "PYTHON",
      client: """
        timeout 120 '\(program)' --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" \
        --virtual-time-budget=10000 --dump-dom http://ADDRESS/ 2>browser.log || cat browser.log >&2
        """,
      grants: Self.grants(kind, #"!socket { listen: "127.0.0.1:0" }"#), in: Scratch())
    #expect(
      outcome.text.contains("<p id=\"shown\">\(kind) said POST from the page</p>"),
      "\(outcome.tail())")
  }

  @Test(
    "Servers that name an address get the granted socket that listens there",
    arguments: [("asyncio", "asyncio"), ("threads", "ThreadingHTTPServer")])
  func byAddress(kind: String, says: String) async throws {
    let outcome = try await Background.run(
      server: "PYTHON", client: "curl -sS --max-time 60 http://ADDRESS/",
      grants: """
        descriptors: { 2: !stderr inherit }
        argument:
          script: !file FIXTURES/web/granted.py
          args: { kind: \(kind), socket: !socket { listen: "127.0.0.1:0" } }
        """, in: Scratch())
    #expect(outcome.text == "served by \(says)", "\(outcome.tail())")
  }

  @Test("-m http.server serves a granted directory on a granted socket, with no stream to log to")
  func module() async throws {
    let scratch = try Scratch()
    try scratch.write("a page\n", to: "site/page.txt")
    let outcome = try await Background.run(
      server: "PYTHON", client: "curl -sS --max-time 60 http://ADDRESS/page.txt",
      grants: """
        descriptors: { web: !socket { listen: "127.0.0.1:0" }, 5: !dir site }
        argument: { module: http.server, argv: ["", "--directory", /dev/fd/5, "0"] }
        """, in: scratch)
    #expect(outcome.text == "a page\n", "\(outcome.tail())")
  }
}
