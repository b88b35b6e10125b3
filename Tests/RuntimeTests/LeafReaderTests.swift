import Runtime
import Testing

@Suite struct LeafReaderTests {
  private func parse(_ text: String) throws -> Grants {
    try GrantsReader(file: "g.yaml").parse("program: x\ndescriptors:\n" + text)
  }

  @Test("Every tag is read")
  func whole() throws {
    let grants = try parse(
      """
        a: !fd 7
        b: !fd { number: 0, fd: 20 }
        c: !socket { listen: "127.0.0.1:8080", backlog: 5, reuse: false }
        d: !socket { listen: "[::1]:0" }
        e: !socket { listen: "unix:./s", type: seqpacket, mode: 0660, reuse: true, follow: true }
        f: !socket { connect: "unix:/run/s" }
        g: !pipe { name: p, end: read }
        h: !pipe { name: p, end: write }
        i: !memory text
        j: !memory { size: 4096, writable: true }
        k: !log l
        l: !log { path: l, create: true, follow: true }
        m: !null
        n: !program ./tool
        o: !program
          path: /bin/tool
          follow: true
          arguments: [tool, -v]
          more-arguments: 5
          environment: { A: b }
          children: 3
        q: !pty
        r: !pty { fd: 2 }

      """)
    let loopback6 = SocketAddress.internet6(
      [UInt8](repeating: 0, count: 15) + [1], port: 0)
    let resources = Dictionary(
      uniqueKeysWithValues: grants.descriptors.map { ($0.name ?? "", $0.resource) })
    #expect(
      resources == [
        "a": .held(7), "b": .inherited(0),
        "c": .socket(
          SocketGrant(
            role: .listen(backlog: 5, reuses: false),
            address: .internet4([127, 0, 0, 1], port: 8080))),
        "d": .socket(
          SocketGrant(
            role: .listen(backlog: SocketGrant.standardBacklog, reuses: true), address: loopback6)),
        "e": .socket(
          SocketGrant(
            role: .listen(backlog: SocketGrant.standardBacklog, reuses: true), kind: .packets,
            address: .local(GrantedPath(path: "./s", followsLinks: true)), mode: 0o660)),
        "f": .socket(
          SocketGrant(role: .connect, address: .local(GrantedPath(path: "/run/s")))),
        "g": .pipe(name: "p", end: .read), "h": .pipe(name: "p", end: .write),
        "i": .memory(MemoryGrant(contents: Array("text".utf8), isWritable: false)),
        "j": .memory(MemoryGrant(contents: [], size: 4096, isWritable: true)),
        "k": .log(GrantedPath(path: "l"), creates: false),
        "l": .log(GrantedPath(path: "l", followsLinks: true), creates: true), "m": .null,
        "n": .program(ProgramGrant(path: GrantedPath(path: "./tool"), arguments: ["tool"])),
        "o": .program(
          ProgramGrant(
            path: GrantedPath(path: "/bin/tool", followsLinks: true), arguments: ["tool", "-v"],
            moreArguments: 5, environment: ["A=b"], children: 3)), "q": .terminal, "r": .terminal,
      ])
    #expect(loopback6.description == "[::1]:0")
  }

  @Test(
    "Each mistake is named with its key, line and column",
    arguments: [
      ("  3: !fd x", "g.yaml:3:6: descriptors.3: must be a number from 0"),
      ("  3: !fd { fd: 3 }", "g.yaml:3:6: descriptors.3: has no number"),
      ("  3: !null x", "g.yaml:3:6: descriptors.3: takes no value"),
      ("  3: !pty x", "g.yaml:3:6: descriptors.3: takes no value: write !pty"),
      ("  3: !program \"\"", "g.yaml:3:6: descriptors.3: must not be empty"),
      ("  3: !program { pass: [] }", "g.yaml:3:6: descriptors.3: has no path"),
      ("  3: !program { path: a, rights: read }", "descriptors.3.rights: is not a key here"),
      (
        "  3: !program { path: a, children: 0 }",
        "g.yaml:3:36: descriptors.3.children: must be a number from 1 to 256"
      ),
      ("  3: !program { path: a, more-arguments: -1 }", "must be a number from 0 to 1024"),
      (
        "  3: !program { path: a, pass: [b, b] }",
        "g.yaml:3:36: descriptors.3.pass.1: names b twice"
      ),
      (
        "  3: !program { path: a, pass: { b: run } }",
        "g.yaml:3:37: descriptors.3.pass.b: run is not a right here"
      ),
      ("  3: !program { path: a, arguments: [] }", "must hold at least the program's own name"),
      ("  3: !pipe { name: a }", "descriptors.3: has no end: read or write"),
      ("  3: !pipe { end: read }", "descriptors.3: has no name"),
      (
        "  3: !pipe { name: a, end: both }", "g.yaml:3:28: descriptors.3.end: must be read or write"
      ),
      (
        "  3: !pipe { name: a, end: read }",
        "g.yaml:3:6: descriptors.3: is the only end of the pipe a"
      ),
      ("  3: !memory { fd: 3 }", "descriptors.3: has nothing in it"),
      (
        "  3: !memory { contents: abc, size: 2 }",
        "g.yaml:3:37: descriptors.3.size: must be a number from 3"
      ),
      (
        "  3: !memory { size: 99999999999 }",
        "descriptors.3.size: must be a number from 0 to 1073741824"
      ),
      ("  3: !log { create: true }", "descriptors.3: has no path"),
      ("  3: !log { path: a, rights: write }", "descriptors.3.rights: is not a key here"),
      ("  3: !dir \"\"", "g.yaml:3:6: descriptors.3: must not be empty"),
      ("  3: !socket { type: stream }", "descriptors.3: has no address"),
      (
        "  3: !socket { listen: \"localhost:80\" }",
        "descriptors.3.listen: localhost:80 is no numeric"
      ),
      ("  3: !socket { listen: \"127.0.0.1\" }", "needs a port from 0 to 65535"),
      ("  3: !socket { listen: \"127.0.0.1:70000\" }", "needs a port from 0 to 65535"),
      ("  3: !socket { listen: \"127.0.0.1:+80\" }", "needs a port from 0 to 65535"),
      ("  3: !socket { listen: \"::1:80\" }", "write an IPv6 one in brackets"),
      ("  3: !socket { listen: \"[fe80::1%eth0]:80\" }", "zones are not taken"),
      ("  3: !socket { listen: \"unix:\" }", "names no path behind `unix:`"),
      ("  3: !socket { listen: \"unix:@a\" }", "is an abstract name"),
      ("  3: !socket { connect: \"127.0.0.1:0\" }", "descriptors.3.connect: port 0 cannot be"),
      (
        "  3: !socket { connect: \"1.1.1.1:1\", backlog: 3 }",
        "descriptors.3.backlog: is for sockets that"
      ),
      (
        "  3: !socket { connect: \"1.1.1.1:1\", type: datagram }",
        "datagram sockets cannot be granted"
      ),
      ("  3: !socket { connect: \"1.1.1.1:1\", type: seqpacket }", "seqpacket is for unix:"),
      (
        "  3: !socket { listen: \"1.1.1.1:1\", connect: \"1.1.1.1:1\" }",
        "cannot stand beside listen"
      ),
      ("  3: !socket { listen: \"1.1.1.1:1\", mode: 0600 }", "descriptors.3.mode: is for unix:"),
      ("  3: !socket { listen: \"unix:a\", mode: 0999 }", "must be an octal mode"),
      ("  3: !socket { listen: \"unix:a\", mode: 4777 }", "must be an octal mode"),
      ("  3: !socket { listen: \"unix:a\", backlog: 0 }", "backlog: must be a number from 1"),
      ("  3: !socket { listen: \"1.1.1.1:1\", follow: true }", "is no path"),
    ])
  func mistakes(text: String, message: String) throws {
    let error = #expect(throws: RuntimeError.self) { try parse(text) }
    let reason = error.map(\.description) ?? ""
    #expect(reason.contains(message), "\(reason)")
    #expect(reason.hasPrefix("g.yaml:3:"))
  }

  @Test("There are as many logs as the launcher has pumps")
  func manyLogs() throws {
    let logs = (3..<67).map { "  \($0): !log a\n" }.joined()
    #expect(try parse(logs).descriptors.count == 64)
    let error = #expect(throws: RuntimeError.self) { try parse(logs + "  67: !log a\n") }
    #expect(
      error?.description
        == "g.yaml:67:7: descriptors.67: is one log too many: there are at most 64")
  }

  @Test("LISTEN_FDS counts what stands at 3 and above, only if it is asked for")
  func listenDescriptors() throws {
    let text = "  5: !null\n  web: !socket { listen: \"127.0.0.1:80\" }\n  4: !null\n  7: !null\n"
    #expect(try parse(text).environment == [])
    let grants = try parse(text + "listen-fds: true\nenvironment: { A: b }")
    #expect(
      grants.environment == ["A=b", "LISTEN_FDS=3", "LISTEN_FDNAMES=web:unknown:unknown"])
    #expect(grants.tellsListenPid)
    for (more, message) in [
      ("  9: !null\nlisten-fds: true", "g.yaml:4:13: listen-fds: needs a descriptor 3"),
      ("  \"a:b\": !null\nlisten-fds: true", "g.yaml:3:10: descriptors.a:b: cannot be named a:b"),
      (
        "  3: !null\nlisten-fds: true\nenvironment: { LISTEN_PID: 1 }",
        "g.yaml:4:13: listen-fds: sets LISTEN_PID, which"
      ),
    ] {
      let error = #expect(throws: RuntimeError.self) { try parse(more) }
      let reason = error.map(\.description) ?? ""
      #expect(reason.contains(message), "\(reason)")
    }
  }
}
