import Foundation
import Pipeline
import Testing
import Tools

@Suite("What a build left is found by its contents")
struct PortedBuildTests {
  @Test func programsAndArchivesAreObjectsToo() async throws {
    let root = FileManager.default.temporaryDirectory.appending(
      component: "fdport-objects-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    let source = root.appending(path: "src")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    try Data("int main(void) { return 0; }\n".utf8).write(to: source.appending(path: "a.c"))
    let built = try await Tool(
      "sh", ["-euc", "cc -c a.c; ar rc liba.a a.o; cc a.o -o program; ln -s program link"],
      directory: source.path
    ).run()
    try #require(built.isSuccess, "\(built.errorText)")
    #expect(
      try PortedBuild.objects(in: root.path)
        == ["a.o", "liba.a", "program"].map { source.path + "/" + $0 })
  }

  @Test func aTreeThatIsGoneIsAnError() {
    #expect(throws: PipelineError.self) { try PortedBuild.objects(in: "/nonexistent/tree") }
  }
}
