import Compilation
import Foundation
import Testing

@testable import Build

@Suite("Truth objects: the uses in them and their lines")
struct ObjectLinesTests {
  private static let source = """
    #include <fcntl.h>
    #include <stdio.h>
    #include <unistd.h>
    #define BOTH(name) (unlink(name), rmdir(name))
    static int (*table[])(const char *) = {
      unlink,
      rmdir,
    };
    int f(const char *name) {
      static int (*local)(const char *) = rmdir;
      fprintf(stdout, "%d",
              getppid());
      BOTH(
          name);
      return table[0](name) + local(name) + open(name, 0);
    }
    """

  @Test func eachUseHasItsLine() async throws {
    let place = try TemporaryDirectory()
    try place.write(Self.source, to: "a.c")
    let command = CompileCommand(
      file: "\(place.path)/a.c", directory: place.path, arguments: ["cc", "-c", "a.c"])
    let names = try await TruthObjects(
      scratch: place.path, wanted: ["unlink", "rmdir", "stdout", "getppid", "open", "memcpy"]
    ).names(of: [command])
    let uses = try #require(names.units.first?.uses)
    #expect(names.units.count == 1 && names.undefined[command.file]?.contains("fprintf") == true)
    let found = uses.map { use in
      "\(use.linkName) \(use.place?.line ?? 0) \(use.variable?.prefix { $0 != "." } ?? "code")"
    }
    #expect(uses.allSatisfy { $0.place?.file == command.file })
    // gcc says of an argument on its second line what it says of the call.
    #expect(
      found.sorted() == [
        "getppid 11 code", "open 15 code", "rmdir 10 local", "rmdir 13 code", "rmdir 5 table",
        "stdout 11 code", "unlink 13 code", "unlink 5 table",
      ])
  }

  @Test func placesAreRead() {
    #expect(ObjectLines.place("/a/b.c:12") == .init(file: "/a/b.c", line: 12))
    #expect(
      ObjectLines.place("/a/./x/../b.c:3 (discriminator 2)") == .init(file: "/a/b.c", line: 3))
    #expect(ObjectLines.place("??:0") == nil && ObjectLines.place("/a/b.c:?") == nil)
  }
}
