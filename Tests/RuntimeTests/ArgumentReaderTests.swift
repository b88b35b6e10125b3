import Runtime
import Testing

@Suite struct ArgumentReaderTests {
  private func parse(_ text: String) throws -> Grants {
    try GrantsReader(file: "g.yaml").parse("program: x\n" + text)
  }

  private func json(_ argument: String) throws -> String? {
    let grants = try parse("argument: \(argument)")
    guard
      case .mapping(let members)? = grants.argument.map({ document in
        ArgumentTree.mapping([ArgumentTree.Member(key: "", value: document.tree)])
      }), let tree = members.first?.value
    else { return nil }
    let document = ArgumentDocument(number: 3, tree: tree).json(descriptors: [])
    let body = document.dropFirst("{\"version\":1,\"argument\":".count)
    return String(body.dropLast(",\"descriptors\":{}}\n".count))
  }

  @Test(
    "Plain scalars have the types of YAML's core schema",
    arguments: [
      ("null", "null"), ("~", "null"), ("true", "true"), ("False", "false"), ("yes", "\"yes\""),
      ("no", "\"no\""), ("7", "7"), ("-07", "-7"), ("+5", "5"), ("0x1F", "31"), ("0o17", "15"),
      ("0x", "\"0x\""), ("1_000", "\"1_000\""), ("18446744073709551615", "18446744073709551615"),
      ("-9223372036854775808", "-9223372036854775808"), ("1.5", "1.5"), (".5", "0.5"),
      ("5.", "5.0"), ("-1e3", "-1000.0"), ("1e", "\"1e\""), (".", "\".\""), ("+", "\"+\""),
      ("1.2.3", "\"1.2.3\""), ("12:30", "\"12:30\""), ("2001-01-01", "\"2001-01-01\""),
      ("\"7\"", "\"7\""), ("'true'", "\"true\""), ("!!str 7", "\"7\""), ("! 7", "\"7\""),
      ("\"a\\\"b\\\\c\\n\\u0001\\x7f\"", "\"a\\\"b\\\\c\\n\\u0001\\u007f\""), ("é", "\"é\""),
      ("[1, [a, {}], []]", "[1,[\"a\",{}],[]]"),
      ("{ b: 1, a: { 7: x } }", "{\"b\":1,\"a\":{\"7\":\"x\"}}"),
      ("!!map { a: 1 }", "{\"a\":1}"),
    ])
  func scalars(yaml: String, expected: String) throws {
    #expect(try json(yaml) == expected)
  }

  @Test(
    "Tagged leaves become descriptors, numbered behind those that are listed, named by their path")
  func leaves() throws {
    let grants = try parse(
      """
      descriptors:
        1: !stdout
        log: !file { path: l, rights: write }
        5: !dir d
      argument:
        data: !dir in
        servers:
          - !socket { listen: "127.0.0.1:80" }
          - name: second
            socket: !socket { connect: "unix:s", fd: 9 }
        nothing: null
        device: !null

      """)
    #expect(grants.descriptors.map(\.number) == [1, 3, 4, 5, 6, 7, 9])
    #expect(
      grants.descriptors.map(\.name) == [
        nil, "log", "data", nil, "servers.0", "device", "servers.1.socket",
      ])
    let document = try #require(grants.argument)
    #expect(document.number == 8)
    #expect(
      document.json(descriptors: grants.descriptors) == """
        {"version":1,"argument":{"data":{"!fd":4},"servers":[{"!fd":6},{"name":"second","socket":\
        {"!fd":9}}],"nothing":null,"device":{"!fd":7}},"descriptors":{"log":3,"data":4,"servers.0":6,\
        "device":7,"servers.1.socket":9}}

        """)
  }

  @Test("Without the key there is no argument; its number can be fixed")
  func number() throws {
    #expect(try parse("descriptors: { a: null }").argument == nil)
    #expect(try parse("argument: 1\nargument-fd: 20").argument?.number == 20)
    #expect(try parse("argument-fd: 3\ndescriptors: { a: null }").descriptors[0].number == 4)
    #expect(try parse("argument: !dir x").descriptors[0].name == "argument")
  }

  @Test(
    "What has no form in JSON, or no place, is refused at its place",
    arguments: [
      ("argument: { a: .inf }", "g.yaml:2:16: argument.a: .inf an infinite number"),
      ("argument: [.nan]", "g.yaml:2:12: argument.0: .nan not a number"),
      ("argument: 1e999", "g.yaml:2:11: argument: 1e999 is larger than a machine number"),
      ("argument: 99999999999999999999", "is larger than a machine number: quote it"),
      ("argument: { \"!fd\": 3 }", "g.yaml:2:20: argument.!fd: a key must not begin with `!`"),
      ("argument: { [a]: 1 }", "g.yaml:2:13: argument.?: a key must be a text"),
      (
        "argument: { a: !!binary aGk= }",
        "argument.a: the tag tag:yaml.org,2002:binary is not taken"
      ),
      ("argument: { a: !!int seven }", "the tag tag:yaml.org,2002:int is not taken"),
      ("argument: { a: !!str [x] }", "the tag tag:yaml.org,2002:str is not taken"),
      ("argument: { a: \"\\0\" }", "g.yaml:2:16: argument.a: must not contain a zero byte"),
      ("argument: { a: !dirr x }", "g.yaml:2:16: argument.a: !dirr grants nothing"),
      ("argument: { a: &b 1, c: *b }", "g.yaml:2:16: argument.a: anchors (&) and aliases (*)"),
      ("argument: { a: *b }", "g.yaml:2:16: not YAML: found undefined alias"),
      (
        "descriptors: { a: null }\nargument: { a: !dir x }",
        "the name a is already that of descriptors.a"
      ),
      (
        "argument: { a.b: !dir x, a: { b: !dir y } }",
        "the name a.b is already that of argument.a.b"
      ),
      ("argument: 1\nargument-fd: 2", "g.yaml:3:14: argument-fd: must be a number from 3 to 1023"),
      ("argument-fd: 4\ndescriptors: { 4: null }", "argument-fd: descriptor 4 is already that of"),
    ])
  func refusals(text: String, message: String) throws {
    let error = #expect(throws: RuntimeError.self) { try parse(text) }
    let reason = error.map(\.description) ?? ""
    #expect(reason.contains(message), "\(reason)")
  }

  @Test("Depth, size, and aliases of aliases are bounded, and said so in no time")
  func bounds() throws {
    let deep =
      "argument: " + String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(throws: (any Error).self) { try parse(deep) }
    #expect("\(failure(of: deep))".contains("is nested more than 64 levels deep"))
    let veryDeep = "argument: " + String(repeating: "[", count: 100_000)
    #expect("\(failure(of: veryDeep))".contains("not YAML"))
    let large = "argument: \"" + String(repeating: "x", count: 1 << 20) + "\""
    #expect("\(failure(of: large))".contains("is larger than 1048576 bytes"))
    let many = "argument: [" + String(repeating: "1,", count: 1 << 16) + "]"
    #expect("\(failure(of: many))".contains("has more than 65536 values"))
    // As a key: Yams hashes keys whole, which doubles with each line.
    var laughs = "argument:\n  - &a0 [x, x]\n"
    for level in 1..<64 { laughs += "  - &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    laughs += "  - { ? *a63 : x }\n"
    let start = ContinuousClock.now
    #expect("\(failure(of: laughs))".contains("anchors (&) and aliases (*) are not taken"))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  private func failure(of text: String) -> String {
    do {
      _ = try parse(text)
      return "nothing was refused"
    } catch {
      return "\(error)"
    }
  }
}
