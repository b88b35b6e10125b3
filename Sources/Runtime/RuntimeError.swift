/// Why `fdport run` could not start a program.
package enum RuntimeError: Error, Hashable, CustomStringConvertible {
  /// The grants file cannot be read or is no YAML.
  case grantsFile(path: String, reason: String)
  /// An entry of the grants file is wrong, or what it names cannot be granted.
  case grant(GrantPlace, reason: String)
  case programNotFound(GrantPlace, path: String)
  case programCannotRun(GrantPlace, path: String, reason: String)
  case launcherNotFound(searched: [String])
  /// A step before the program could be launched failed.
  case system(String)

  /// As in env(1) and in shells: 127 not found, 126 found but not runnable, 125 fdport's own.
  package var exitStatus: Int32 {
    switch self {
    case .programNotFound: 127
    case .programCannotRun: 126
    default: 125
    }
  }

  package var description: String {
    switch self {
    case .grantsFile(let path, let reason): "\(path): \(reason)"
    case .grant(let place, let reason): "\(place): \(reason)"
    case .programNotFound(let place, let path): "\(place): there is no program \(path)"
    case .programCannotRun(let place, let path, let reason): "\(place): \(path) \(reason)"
    case .launcherNotFound(let searched):
      "there is no \(searched.joined(separator: " and no ")): `make build` makes it, beside fdport"
    case .system(let reason): reason
    }
  }
}
