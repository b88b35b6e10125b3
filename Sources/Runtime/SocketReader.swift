/// Reads `!socket`.
struct SocketReader {
  let entry: YAMLEntry

  func read() throws(RuntimeError) -> GrantCollection.Reading {
    guard entry.isMapping else {
      throw entry.refuse("must say { listen: ADDRESS } or { connect: ADDRESS }")
    }
    let fields = try entry.fields([
      "listen", "connect", "type", "backlog", "reuse", "mode", "follow", "fd",
    ])
    return GrantCollection.Reading(
      entry, .socket(try grant(fields)), number: try LeafReader.number(fields["fd"]))
  }

  private func grant(_ fields: [String: YAMLEntry]) throws(RuntimeError) -> SocketGrant {
    if let listen = fields["listen"] {
      if let connect = fields["connect"] { throw connect.refuse("cannot stand beside listen") }
      let address = try address(listen, fields)
      return SocketGrant(
        role: .listen(backlog: try backlog(fields), reuses: try reuses(fields, address)),
        kind: try kind(fields["type"], address), address: address,
        mode: try mode(fields["mode"], address))
    }
    guard let connect = fields["connect"] else {
      throw entry.refuse("has no address: write listen or connect")
    }
    for name in ["backlog", "reuse", "mode"] {
      if let field = fields[name] { throw field.refuse("is for sockets that listen") }
    }
    let address = try address(connect, fields)
    guard address.port != 0 else { throw connect.refuse("port 0 cannot be connected to") }
    return SocketGrant(
      role: .connect, kind: try kind(fields["type"], address), address: address)
  }

  private func address(
    _ entry: YAMLEntry, _ fields: [String: YAMLEntry]
  ) throws(RuntimeError) -> SocketAddress {
    let follows = try fields["follow"].truth()
    let text = try entry.text()
    do throws(SocketAddress.Failure) {
      let address = try SocketAddress(text, followsLinks: follows)
      guard address.isLocal || !follows else {
        throw .reason("is no path, so that there is nothing to follow")
      }
      return address
    } catch {
      guard case .reason(let reason) = error else { throw entry.refuse("is no address") }
      throw entry.refuse("\(text) \(reason)")
    }
  }

  private func kind(
    _ entry: YAMLEntry?, _ address: SocketAddress
  ) throws(RuntimeError) -> SocketGrant.Kind {
    guard let entry else { return .stream }
    switch try entry.text() {
    case "stream": return .stream
    case "seqpacket":
      guard address.isLocal else { throw entry.refuse("seqpacket is for unix: addresses only") }
      return .packets
    case "datagram":
      // sendmsg(2): an address in a message overrides that of connect(2), and no filter sees it.
      throw entry.refuse(
        "datagram sockets cannot be granted: a program could address anybody through one, even if it is "
          + "connected")
    case let other: throw entry.refuse("\(other) is not a type: there are stream and seqpacket")
    }
  }

  private func backlog(_ fields: [String: YAMLEntry]) throws(RuntimeError) -> Int32 {
    guard let entry = fields["backlog"] else { return SocketGrant.standardBacklog }
    return try entry.number(in: 1...65535)
  }

  /// For TCP what every server sets, so that it can be started again at once; for local sockets the
  /// removal of a file, which has to be asked for.
  private func reuses(
    _ fields: [String: YAMLEntry], _ address: SocketAddress
  ) throws(RuntimeError) -> Bool {
    guard let entry = fields["reuse"] else { return !address.isLocal }
    return try entry.truth()
  }

  private func mode(_ entry: YAMLEntry?, _ address: SocketAddress) throws(RuntimeError) -> UInt32? {
    guard let entry else { return nil }
    guard address.isLocal else { throw entry.refuse("is for unix: addresses only") }
    let text = try entry.text()
    guard (3...4).contains(text.utf8.count), let mode = UInt32(text, radix: 8), mode <= 0o777,
      !text.hasPrefix("+")
    else { throw entry.refuse("must be an octal mode as 0660, at most 0777") }
    return mode
  }
}
