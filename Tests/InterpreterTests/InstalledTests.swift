import Foundation
import Testing
import Tools

/// An installation, in which the front starts the interpreter by itself.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct InstalledTests {
  private func installation(in scratch: Scratch) throws -> String {
    let programs = URL(filePath: BundledInterpreter.fdport).deletingLastPathComponent().path
    for (name, place) in [("fdport", "bin"), ("fdport-launch", "libexec/fdport")] {
      try scratch.makeDirectory(place)
      try FileManager.default.copyItem(
        atPath: "\(programs)/\(name)", toPath: "\(scratch.path)/\(place)/\(name)")
    }
    try scratch.makeDirectory("libexec/fdport/python/3.9.20")
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/libexec/fdport/python/\(BundledInterpreter.version).1",
      withDestinationPath: BundledInterpreter.directory)
    return scratch.path + "/bin/fdport"
  }

  @Test("A grants file needs no program but the front; whatever has options is the commands'")
  func front() async throws {
    let scratch = try Scratch()
    let fdport = try installation(in: scratch)
    try scratch.write(
      """
      descriptors: { 1: !stdout inherit, 2: !stderr inherit }
      argument: { command: "import sys; print(sys.version_info[:2])" }
      """, to: "hello.yaml")
    let outcome = try await Tool(fdport, ["python", "hello.yaml"], directory: scratch.path).run()
    let version = BundledInterpreter.version.replacing(".", with: ", ")
    #expect(outcome.text == "(\(version))\n", "\(outcome.tail())")
    let other = try await Tool(
      fdport, ["python", "--stdio", "-c", "pass"], directory: scratch.path
    ).run()
    #expect(other.errorText.contains("fdport-commands cannot be started"), "\(other.tail())")
  }

  @Test("What is wrong with the grants is said as by fdport python")
  func wrong() async throws {
    let scratch = try Scratch()
    let fdport = try installation(in: scratch)
    try scratch.write("argument: { command: pass }\nprograms: x\n", to: "wrong.yaml")
    let outcome = try await Tool(fdport, ["python", "wrong.yaml"], directory: scratch.path).run()
    #expect(outcome.status == .exited(125))
    #expect(outcome.errorText.hasPrefix("fdport python: "), "\(outcome.tail())")
    #expect(outcome.errorText.contains("wrong.yaml:2"), "\(outcome.tail())")
  }
}
