import Foundation
import Testing

@testable import Tools

/// Where the programs that belong together look for one another.
struct InstalledProgramTests {
  @Test(arguments: [
    ("/usr/local/bin/fdport", "/usr/local/bin/x", "/usr/local/libexec/fdport/x"),
    ("/fdport", "/x", "/libexec/fdport/x"), ("fdport", "./x", "../libexec/fdport/x"),
    ("bin/fdport", "bin/x", "./libexec/fdport/x"),
  ])
  func besideItOrInLibexec(program: String, beside: String, installed: String) {
    #expect(InstalledProgram.places(of: "x", besides: program) == [beside, installed])
  }

  @Test func theRunningProgramIsTheKernelsAnswer() throws {
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #expect(InstalledProgram.running == link)
  }
}
