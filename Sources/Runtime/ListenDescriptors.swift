/// What systemd tells a program of its descriptors, sd_listen_fds(3): how many there are from 3 on,
/// and their names.
struct ListenDescriptors {
  /// Where the file asks for it.
  let place: GrantPlace

  private static let variables = ["LISTEN_FDS", "LISTEN_FDNAMES", "LISTEN_PID"]

  func add(to grants: inout Grants) throws(RuntimeError) {
    for variable in Self.variables
    where grants.environment.contains(where: { $0.hasPrefix(variable + "=") }) {
      throw .grant(place, reason: "sets \(variable), which the environment sets too")
    }
    var run: [Grant] = []
    while let next = grants.descriptors.first(where: { $0.number == 3 + Int32(run.count) }) {
      run.append(next)
    }
    guard !run.isEmpty else {
      throw .grant(place, reason: "needs a descriptor 3: they are counted from there")
    }
    for grant in run { try refuseUnfit(grant) }
    // sd_listen_fds(3): "unknown" is what systemd itself calls one without a name.
    let names = run.map { $0.name ?? "unknown" }.joined(separator: ":")
    grants.environment += ["LISTEN_FDS=\(run.count)", "LISTEN_FDNAMES=\(names)"]
    grants.tellsListenPid = true
  }

  /// As systemd's own check of FileDescriptorName=, systemd.socket(5).
  private func refuseUnfit(_ grant: Grant) throws(RuntimeError) {
    guard let name = grant.name else { return }
    let isFit = name.utf8.count <= 255 && name.utf8.allSatisfy { (0x20..<0x7f).contains($0) }
    guard isFit, !name.contains(":") else {
      throw .grant(
        grant.place,
        reason: "cannot be named \(name) in LISTEN_FDNAMES: there a name has printable ASCII "
          + "characters, at most 255, and no colon")
    }
  }
}
