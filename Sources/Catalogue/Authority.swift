/// What a function needs beside its arguments: the global namespace in which it looks a name up.
///
/// The taxonomy is small on purpose, so that a report by authority fits one screen. The raw values
/// are stable: they appear in JSON and in the catalogue file.
package enum Authority: String, Codable, CaseIterable, Comparable, Sendable {
  case fileRead = "fs.read"
  case fileWrite = "fs.write"
  case fileMetadata = "fs.meta"
  case workingDirectory = "fs.cwd"
  case networkClient = "net.client"
  case networkServer = "net.server"
  case networkResolve = "net.resolve"
  case processExecute = "proc.exec"
  case processSignal = "proc.signal"
  case processIdentity = "proc.identity"
  case environment = "env"
  case standardStreams = "stdio"
  case users = "users.db"
  case timeSet = "time.set"
  case interprocess = "ipc.global"
  case device = "device"
  case system = "system"
  case dynamicLoading = "dlopen"
  case locale = "locale"
  case rawSystemCall = "raw-syscall"
  /// No more than its arguments: a profile leaves the name out for safety or for lack of support.
  case nothing = "none"

  package static func < (left: Authority, right: Authority) -> Bool {
    left.rawValue < right.rawValue
  }
}
