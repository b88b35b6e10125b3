import Build
import Foundation
import Testing

@Suite("What a build's log says was rejected")
struct BuildComplaintTests {
  private func complaints(_ log: String) throws -> [String] {
    let place = try TemporaryDirectory()
    let path = place.path + "/log"
    try Data(log.utf8).write(to: URL(filePath: path))
    return BuildComplaint.read(log: path).map(\.text)
  }

  @Test func compilersAndLinkersAndConfigureAreHeard() throws {
    #expect(
      try complaints(
        """
        a.c: In function 'f':
        a.c:3:5: error: 'open' is unavailable: no open()
        a.c:3:5: note: declared here
        a.c:9: warning: unused
        ./b.c:7:10: fatal error: x.h: No such file or directory
        /usr/bin/ld: c.o: in function `g':
        c.c:(.text+0x1f): undefined reference to `gone'
        configure: error: cannot go on
        make: *** [Makefile:3: a.o] Error 1
        """)
        == [
          "a.c:3: 'open' is unavailable: no open()",
          "./b.c:7: x.h: No such file or directory",
          "undefined reference to `gone'",
          "configure: error: cannot go on",
        ])
  }

  @Test func whatIsSaidTwiceCountsOnce() throws {
    let line = "inline.h:3:5: error: 'open' is unavailable\n"
    #expect(try complaints(line + line).count == 1)
  }

  @Test func aLogThatIsNotThereSaysNothing() {
    #expect(BuildComplaint.read(log: "/nonexistent").isEmpty)
  }
}
