import Catalogue

/// What a group of functions is for: the unit that a reviewer, and an upstream, can take or refuse.
enum Capability: String, CaseIterable {
  case openingFiles = "open-files"
  case changingNames = "change-names"
  case examiningNames = "examine-names"
  case network
  case hostNames = "host-names"
  case processes
  case users
  case communication = "ipc"
  case terminals
  case system

  /// `function` decides where one authority covers several: of what reads files, realpath() opens none.
  init(function: String, authority: Authority) {
    switch authority {
    case .fileRead: self = Self.examining.contains(function) ? .examiningNames : .openingFiles
    case .fileWrite: self = Self.creating.contains(function) ? .openingFiles : .changingNames
    case .fileMetadata, .workingDirectory: self = .examiningNames
    case .networkClient, .networkServer: self = .network
    case .networkResolve: self = .hostNames
    case .processExecute, .processSignal, .processIdentity: self = .processes
    case .users: self = .users
    case .interprocess: self = .communication
    case .device: self = .terminals
    default: self = .system
    }
  }

  private static let examining: Set<String> = [
    "canonicalize_file_name", "mktemp", "readlink", "realpath", "tempnam", "tmpnam", "tmpnam_r",
  ]
  private static let creating: Set<String> = [
    "creat", "mkdtemp", "mkostemp", "mkostemps", "mkstemp", "mkstemps",
  ]

  /// In a subject, after "Check for the functions that".
  var purpose: String {
    switch self {
    case .openingFiles: "open files by name"
    case .changingNames: "create, rename and remove names"
    case .examiningNames: "examine and change what is named"
    case .network: "reach the network by address"
    case .hostNames: "look up names of hosts and services"
    case .processes: "start and address other processes"
    case .users: "look up users and groups"
    case .communication: "find semaphores and shared memory by name"
    case .terminals: "find terminals and devices by name"
    case .system: "act on the system as a whole"
    }
  }
}
