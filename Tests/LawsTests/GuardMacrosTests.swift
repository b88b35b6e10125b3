import Foundation
import Recipe
import Testing

@testable import Laws

@Suite("The macros of guards are looked for in the pristine source")
struct GuardMacrosTests {
  private func mentions(_ files: [String: String]) throws -> [String] {
    let root = FileManager.default.temporaryDirectory.appending(
      component: "fdport-macros-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: root.appending(component: name))
    }
    let plan = PortPlan(
      profile: "fd-only", omissions: [], reduced: nil,
      sites: .init(macro: "HAVE_{NAME}", sense: .present), patches: [], descend: nil,
      build: BuildSteps(environment: [:], configure: [], build: [], test: [], products: []))
    return try GuardMacros(plan).alreadyMentioned(in: root.path, functions: ["open"])
  }

  @Test func wholeWordsOfSourcesAndTemplates() throws {
    #expect(
      try mentions([
        "a.c": "int a;\n#ifdef HAVE_OPEN\n#endif\n", "config.h.in": "#undef HAVE_OPEN\n",
      ]) == [
        "a.c:2: upstream already mentions HAVE_OPEN",
        "config.h.in:1: upstream already mentions HAVE_OPEN",
      ])
  }

  @Test func otherMacrosAndDocumentsDoNotCount() throws {
    #expect(
      try mentions([
        "a.c": "#ifdef HAVE_OPENAT\n#endif\n#ifdef HAVE_FOPEN\n#endif\n",
        "ChangeLog": "HAVE_OPEN is tested\n",
      ]).isEmpty)
  }
}
