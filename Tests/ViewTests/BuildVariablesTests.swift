import Foundation
import Testing
import Tools

@testable import View

/// What a shell is told, and what is refused because no shell or makefile could hold it.
struct BuildVariablesTests {
  private static let contents = View.Contents(
    machine: "x86_64-linux-musl", hiddenFunctions: [], hiddenObjects: [], hiddenSymbols: [],
    withoutDeclaration: [], undeclared: [])

  private func view(_ directory: String) -> View {
    View(directory: directory, contents: Self.contents)
  }

  /// Even with a path that `fdport env` refuses: every value is one word of the shell.
  @Test(arguments: ["/plain/view", "/a 'quoted' $view/`x`\"\\", "/über/\u{2028}"])
  func aShellReadsTheValuesThatWereMeant(directory: String) async throws {
    let variables = BuildVariables(view(directory))
    let print = variables.pairs.map { "printf '%s\\n' \"$\($0.name)\"\n" }.joined()
    let outcome = try await Tool(
      "sh", ["-euc", variables.shellText + print + "printf '%s\\n' \"${PATH%%:/*}\""]
    ).run()
    #expect(outcome.errorText == "")
    let values = variables.pairs.map(\.value) + [directory + "/bin"]
    #expect(outcome.text == values.map { $0 + "\n" }.joined())
  }

  @Test func thePrefixIsToldToEveryTool() throws {
    let view = view("/v")
    let variables = try BuildVariables(view, prefix: InstallPrefix("/home/me/fd/../fd", of: view))
    let byName = variables.byName
    #expect(byName["FDPORT_PREFIX"] == "/home/me/fd")
    #expect(byName["PREFIX"] == "/home/me/fd")
    #expect(byName["CPPFLAGS"] == "-I/home/me/fd/include")
    #expect(byName["LDFLAGS"] == "-L/home/me/fd/lib")
    #expect(
      byName["PKG_CONFIG_LIBDIR"]
        == "/home/me/fd/lib/pkgconfig:/home/me/fd/share/pkgconfig:/v/lib/pkgconfig")
    #expect(byName["PKG_CONFIG_PATH"] == "")
    #expect(!variables.shellText.contains("unset"))
    #expect(BuildVariables(view).shellText.contains("unset FDPORT_PREFIX\n"))
  }

  @Test(arguments: [
    ("/", "the host's own"), ("/usr", "the host's own"), ("/usr/local/", "the host's own"),
    ("/v", "lies in the view"), ("/v/lib/x", "lies in the view"), ("/v/../v/x", "lies in the view"),
    ("/a b", "white space"), ("/a:b", "signs"), ("/a;b", "signs"), ("/a'b", "signs"),
    ("/$HOME", "signs"), ("/a\nb", "white space"),
  ])
  func aPrefixThatCannotServeIsRefused(path: String, reason: String) {
    let error = #expect(throws: ViewError.self) { try InstallPrefix(path, of: view("/v")) }
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
  }

  @Test(arguments: ["/view", "/v2", "/usr/local/fd", "/über/a-b_c+d,e@f=1"])
  func aPrefixThatServesIsTaken(path: String) throws {
    #expect(try InstallPrefix(path, of: view("/v")).path == path)
  }

  /// A view in a directory that make cannot name is refused for a shell, and named.
  @Test func aViewThatMakeCannotNameIsRefused() {
    let error = #expect(throws: ViewError.self) {
      try BuildVariables(view("/a b/view"), prefix: nil)
    }
    #expect(error?.description.contains("/a b/view: ") == true)
  }
}
