extension Authority {
  /// What a name of this authority does, as the rest of a sentence that starts with the name.
  package var summary: String {
    switch self {
    case .fileRead: "finds files and directories by path and reads them"
    case .fileWrite: "creates, changes or removes files and directories by path"
    case .fileMetadata: "reads or changes what is known about a file, found by path"
    case .workingDirectory: "depends on where the process stands in the global tree"
    case .networkClient: "reaches out to a network address"
    case .networkServer: "takes a network address for itself"
    case .networkResolve: "looks up names of hosts, services, protocols or interfaces"
    case .processExecute: "starts processes or programs, or waits for them"
    case .processSignal: "acts on processes that it names by number"
    case .processIdentity: "uses who and what the process is: its numbers, user and groups"
    case .environment: "uses the environment variables of the process"
    case .standardStreams: "uses the descriptors 0 and 1 without being handed them"
    case .users: "reads the machine's databases of users, groups and logins"
    case .timeSet: "sets or steers the machine's clocks"
    case .interprocess: "meets other processes under a machine-wide name or key"
    case .device: "opens or uses devices and terminals by name"
    case .system: "reads or changes the state of the whole machine"
    case .dynamicLoading: "loads code from files that it finds by name"
    case .locale: "reads the machine's locales, time zones or translations"
    case .rawSystemCall: "makes system calls past the C library"
    case .nothing: "needs no more than its arguments"
    }
  }
}
