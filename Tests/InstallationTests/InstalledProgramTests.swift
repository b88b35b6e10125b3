import Foundation
import Testing

@testable import Installation

/// Where the programs that belong together look for one another.
struct InstalledProgramTests {
  @Test(arguments: [
    ("/usr/local/bin/fdport", "/usr/local/bin/x", "/usr/local/libexec/fdport/x"),
    ("/fdport", "/x", "/libexec/fdport/x"), ("fdport", "./x", "../libexec/fdport/x"),
    ("bin/fdport", "bin/x", "./libexec/fdport/x"),
    ("/usr/libexec/fdport/fdport-commands", "/usr/libexec/fdport/x", "/usr/bin/x"),
    ("/libexec/fdport/fdport-commands", "/libexec/fdport/x", "/bin/x"),
  ])
  func besideItOrInTheInstallation(program: String, beside: String, installed: String) {
    #expect(InstalledProgram.places(of: "x", besides: program) == [beside, installed])
  }

  @Test func theRunningProgramIsTheKernelsAnswer() throws {
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #expect(InstalledProgram.running == link)
  }
}
