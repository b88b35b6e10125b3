/// All that the spawner knows of one granted program; it gets it from whoever read the grants.
///
/// Numbers are those that descriptors have in the spawner.
struct ProgramService: Hashable {
  /// A directory that may be handed on by name.
  struct Directory: Hashable {
    let name: String
    let descriptor: Int32
    let rights: UInt32
  }

  /// Where it is asked for.
  let socket: Int32
  /// Its file.
  let program: Int32
  let name: String
  let arguments: [String]
  let moreArguments: Int
  let environment: [String]
  let children: Int
  let directories: [Directory]
  /// What the program that asks may not do, no program may that it starts.
  let allowsLocks: Bool
  let allowsMetadata: Bool
  /// Whether directories overlap that are only as they should be by read-only mounts.
  let needsMounts: Bool
  /// Whether the broker is asked for to open files for it.
  let isBrokered: Bool

  /// What is written to the spawner's standard input.
  struct All: Hashable {
    /// A pipe that ends with the program that asks.
    let alive: Int32
    let launcher: String
    let services: [ProgramService]
    /// Every descriptor from here on is nobody's.
    let firstFree: Int32
  }
}
