import Runtime
import Testing

@Suite struct KernelPiecesTests {
  @Test("Each piece is named once and says what it is for")
  func pieces() {
    let pieces = KernelPieces.probe()
    #expect(Set(pieces.map(\.name)).count == pieces.count)
    #expect(pieces.count == 12)
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
    let present = KernelPiece(name: "mseal", isPresent: true, neededFor: "a table", finding: nil)
    #expect(Enforcement(pieces: [present]).text.contains("All of it is in force"))
    let replaced = KernelPiece(
      name: "mounts", isPresent: false, neededFor: "reading", finding: "no", substitute: "Landlock")
    let other = Enforcement(pieces: [present, replaced]).text
    #expect(other.contains("mounts: MISSING (no); for reading; in its place: Landlock"))
    #expect(other.contains("What has a substitute goes by that"))
  }
}
