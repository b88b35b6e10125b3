import Foundation
import Testing
import Tools

/// What `make install` puts beside the program for people and shells.
@Suite struct ManualTests {
  @Test func theManualPageAndTheCompletionsAreInstalled() async throws {
    let place = try TemporaryDirectory()
    let outcome = try await Tool(
      "make",
      [
        "-s", "install-manual", "PREFIX=\(place.path)", "MANUAL_PROGRAM=\(BuiltFdport.path)",
      ], directory: BuiltFdport.root.path
    ).run()
    #expect(outcome.isSuccess, "\(outcome.errorText)")
    let page = try place.read("share/man/man1/fdport.1")
    for words in [".TH FDPORT 1", "FDPORT AUDIT", "\\-\\-write\\-baseline", "FDPORT SERIES LINT"] {
      #expect(page.contains(words), "\(words)")
    }
    for name in [
      "bash-completion/completions/fdport", "zsh/site-functions/_fdport",
      "fish/vendor_completions.d/fdport.fish",
    ] {
      let text = try place.read("share/" + name)
      for option in ["baseline", "write-baseline", "since", "against", "suppressions", "output"] {
        #expect(text.contains(option), "\(name) does not know --\(option)")
      }
    }
  }
}
