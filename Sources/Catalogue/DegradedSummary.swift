extension Authority {
  /// What is left of a degraded name of this authority in the sealed C library, as the rest of a
  /// sentence that starts with the name. docs/descending.md has the cases.
  package var degradedSummary: String {
    switch self {
    case .fileRead, .fileWrite, .fileMetadata:
      "takes the paths /dev/fd/N and /dev/fd/N/rest of a descriptor N and refuses every other"
    case .workingDirectory: "knows the directory '/' only, in which nothing can be named"
    case .networkClient, .networkServer: "is refused every address (ENOTCAPABLE)"
    case .networkResolve: "answers from numbers and built-in tables and opens no file"
    case .users: "finds no database and fails"
    case .locale: "opens no file but one that a path /dev/fd/N/rest names"
    case .system: "reaches no file and no daemon"
    case .processExecute: "starts nothing"
    case .processIdentity: "serves the calling thread only"
    case .rawSystemCall: "treats each call as the library's own functions do"
    case .processSignal, .environment, .standardStreams, .timeSet, .interprocess, .device,
      .dynamicLoading, .nothing:
      "does less than in an ordinary C library"
    }
  }
}
