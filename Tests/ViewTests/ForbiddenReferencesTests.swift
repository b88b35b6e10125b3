import Catalogue
import Foundation
import Testing
import Tools

@testable import View

@Suite(.enabled(if: TestLibrary.isThere, "needs a static musl: install musl-tools"))
struct ForbiddenReferencesTests {
  private let references = ForbiddenReferences(catalogue: .bundled, profile: .fdOnly)

  private func object(_ text: String, _ name: String, in directory: String) async throws -> String {
    let source = "\(directory)/\(name).c"
    try text.write(toFile: source, atomically: false, encoding: .utf8)
    let object = "\(directory)/\(name).o"
    _ = try await Tool("gcc", ["-c", "-w", source, "-o", object]).succeed()
    return object
  }

  @Test func objectsAndArchivesAreListedByMember() async throws {
    let directory = try TestLibrary.directory()
    let clean = try await object("int f(void) { return openat(3); }", "clean", in: directory)
    let bad = try await object("int g(void) { return open64() + stat(); }", "bad", in: directory)
    let sly = try await object(
      "int h(void) { return __fdport_hidden_open(); }", "sly", in: directory)
    let archive = directory + "/lib.a"
    _ = try await Tool("ar", ["rc", archive, clean, bad]).succeed()
    let found = try await references.list(objects: [clean, sly, archive])
    #expect(
      found.map { "\($0.object.dropFirst(directory.count)) \($0.name) \($0.function)" } == [
        "/lib.a[bad.o] open64 open", "/lib.a[bad.o] stat stat",
        "/sly.o __fdport_hidden_open open",
      ])
    #expect(found.allSatisfy { $0.kind == .undefined && $0.definition == nil })
  }

  @Test func aFunctionOfTheProjectsOwnIsToldApart() async throws {
    let directory = try TestLibrary.directory()
    let user = try await object("int f(void) { return remove(); }", "user", in: directory)
    let own = try await object("int remove(int x) { return x; }", "own", in: directory)
    let found = try await references.list(objects: [user, own])
    #expect(found.map(\.definition) == [own])
  }

  @Test func aProgramOfAnotherLibraryIsFoundOut() async throws {
    let view = try await TestLibrary.fdOnlyView()
    let directory = try TestLibrary.directory()
    let program = directory + "/program"
    let file = TestLibrary.fixtures + "/threads.c"
    _ = try await Tool(view.compiler, [file, "-o", program]).succeed()
    #expect(try await references.list(objects: [program]) == [])
    let text = "int main(void) { return open(\"x\", 0); }"
    let main = try await object(text, "main", in: directory)
    _ = try await Tool("gcc", ["-static", main, "-o", program]).succeed()
    let found = try await references.list(objects: [program])
    #expect(found.contains { $0.function == "open" && $0.kind == .defined })
    _ = try await Tool("strip", [program]).succeed()
    await #expect(throws: ViewError.stripped(program)) {
      try await references.list(objects: [program])
    }
  }
}
