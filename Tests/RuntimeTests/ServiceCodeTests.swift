import Testing

@testable import Runtime

/// What fdport tells its spawner.
struct ServiceCodeTests {
  private static let all = ProgramService.All(
    alive: 3, launcher: "/libexec/fdport-launch",
    services: [
      ProgramService(
        socket: 4, program: 5, name: "tool", arguments: ["tool", "", "ä\nb"], moreArguments: 7,
        environment: ["A=1"], children: 2,
        directories: [.init(name: "data", descriptor: 6, rights: 0x8000_0001)],
        allowsLocks: true, allowsMetadata: false, needsMounts: true, isBrokered: false),
      ProgramService(
        socket: 7, program: 8, name: "other", arguments: [], moreArguments: 0, environment: [],
        children: 1, directories: [], allowsLocks: false, allowsMetadata: true,
        needsMounts: false, isBrokered: true),
    ], firstFree: 9)

  @Test func whatIsWrittenIsRead() {
    #expect(ServiceCode.all(from: ServiceCode.bytes(of: Self.all)) == Self.all)
  }

  @Test func nothingElseIsTaken() {
    let bytes = ServiceCode.bytes(of: Self.all)
    for count in bytes.indices {
      #expect(ServiceCode.all(from: Array(bytes[..<count])) == nil)
    }
    #expect(ServiceCode.all(from: bytes + [0]) == nil)
  }
}
