import Testing

@testable import Validation

@Suite("Acts as a program prints them")
struct ActTests {
  @Test func linesOfActsAreRead() {
    #expect(
      Act.parse("open refused No such file\nlink succeeded\nbind refused\n") == [
        Act(name: "open", refusal: "No such file"), Act(name: "link", refusal: nil),
        Act(name: "bind", refusal: ""),
      ])
  }

  @Test func otherLinesAreTheProgramsOwn() {
    #expect(Act.parse("Lua 5.4\nopen was tried\n\nsucceeded\n").isEmpty)
  }
}
