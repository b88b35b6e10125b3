/// All that a program is started with: what a grants file says, and nothing else.
package struct Grants: Hashable, Sendable {
  /// Relative paths start here.
  package var directory: String
  package var program: GrantedPath
  package var programPlace: GrantPlace
  package var arguments: [String]
  /// As `NAME=value`, in the file's order.
  package var environment: [String]
  /// By number.
  package var descriptors: [Grant]
  /// The structured argument, if the program gets one.
  package var argument: ArgumentDocument?
  /// Whether the launcher adds LISTEN_PID, which only it knows, to the environment.
  package var tellsListenPid = false

  package init(
    directory: String, program: GrantedPath, programPlace: GrantPlace, arguments: [String],
    environment: [String], descriptors: [Grant]
  ) {
    self.directory = directory
    self.program = program
    self.programPlace = programPlace
    self.arguments = arguments
    self.environment = environment
    self.descriptors = descriptors
  }

  /// Where the program is, from the caller's working directory.
  package var programPath: String {
    program.path.hasPrefix("/") ? program.path : "\(directory)/\(program.path)"
  }

  /// The descriptors with the null device wherever 0, 1 or 2 is not granted: otherwise the first
  /// file that the program opens would become its standard error.
  package var filledDescriptors: [Grant] {
    let held = Set(descriptors.map(\.number))
    let missing = (Int32(0)...2).filter { !held.contains($0) }
    let fillers = missing.map {
      Grant(
        number: $0, resource: .null,
        place: GrantPlace(
          file: programPlace.file, line: 0, column: 0, key: "descriptors.\($0) (filled)"))
    }
    return (descriptors + fillers).sorted { $0.number < $1.number }
  }

  /// The argument's document as a descriptor like any other: sealed, and open for reading.
  var argumentDescriptor: Grant? {
    argument.map { argument in
      Grant(
        number: argument.number,
        resource: .memory(
          MemoryGrant(
            contents: Array(argument.json(descriptors: descriptors).utf8), isWritable: false)),
        place: GrantPlace(file: programPlace.file, line: 0, column: 0, key: "argument"))
    }
  }
}
