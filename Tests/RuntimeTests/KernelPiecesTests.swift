import Runtime
import Testing

@Suite struct KernelPiecesTests {
  @Test("Each piece is named once and says what it is for")
  func pieces() {
    let pieces = KernelPieces.probe()
    #expect(Set(pieces.map(\.name)).count == pieces.count)
    #expect(pieces.count == 15)
    for piece in pieces {
      #expect(!piece.neededFor.isEmpty)
      #expect(piece.isPresent == (piece.finding == nil))
    }
  }

  @Test("A missing piece is said to refuse programs")
  func explanation() {
    let missing = KernelPiece(
      name: "mseal", isPresent: false, neededFor: "a table", finding: "Function not implemented")
    let text = Enforcement(pieces: [missing]).text
    #expect(text.contains("mseal: MISSING (Function not implemented)"))
    #expect(text.contains("Programs are refused on this kernel"))
    #expect(Enforcement(pieces: [missing]).mode == .refused(lacking: ["mseal"]))
    let present = KernelPiece(name: "mseal", isPresent: true, neededFor: "a table", finding: nil)
    #expect(Enforcement(pieces: [present]).text.contains("All of it is in force"))
    let replaced = KernelPiece(
      name: "mounts", isPresent: false, neededFor: "reading", finding: "no", substitute: "Landlock")
    let other = Enforcement(pieces: [present, replaced]).text
    #expect(other.contains("mounts: MISSING (no); for reading; in its place: Landlock"))
    #expect(other.contains("What has a substitute goes by that"))
    #expect(!other.contains("the broker, which opens every file"))
    let served = KernelPiece(
      name: "Landlock ABI 6 (Linux 6.12)", isPresent: false, neededFor: "a wall", finding: "ABI 2",
      substitute: "the broker", isServedByBroker: true)
    let enforcement = Enforcement(pieces: [present, served])
    #expect(enforcement.mode == .brokered(lacking: [served.name]))
    #expect(enforcement.text.contains("by the broker, which opens every file"))
    #expect(enforcement.text.contains("Landlock is no second wall"))
    #expect(!enforcement.text.contains("Landlock's scopes"))
  }
}
