import Catalogue
import Findings
import Foundation
import Lexing
import Survey
import Testing

/// A header outside the source root has no sites, but may give the project's code other names for what makes some.
@Suite("Names that other people's headers give")
struct OthersHeadersTests {
  @Test(arguments: [
    "extern int get(const char *, int, ...) __asm__(\"open\");",
    "extern int get(const char *, int, ...) __asm__(\"op\" \"en\");",
    "extern int get(const char *, int, ...) __asm__(\"\\x6fpen\");",
    "static int get(const char *, int, ...) __attribute__((weakref(\"open\")));",
    "typedef int opener(const char *, int, ...);\nstatic opener get __attribute__((weakref(\"open\")));",
    "#define WEAK weakref\nstatic int get(const char *, int, ...) __attribute__((WEAK(\"open\")));",
    "#define ATTR(t, k) __attribute__((k(t)))\n"
      + "static int get(const char *, int, ...) ATTR(\"open\", weakref);",
    "#define API(type) extern type\nAPI(int) get(const char *, int, ...) __asm__(\"open\");",
    "#define LABEL(name) __asm__(#name)\nextern int get(const char *, int, ...) LABEL(open);",
    "#define NAME \"open\"\nstatic int get(const char *, int, ...) __attribute__((weakref(NAME)));",
    "#define NAME \"open\"\nextern int get(const char *, int, ...) __asm__(NAME);",
  ]) func areFollowed(_ declaration: String) async throws {
    let others = try SourceTree(["other.h": declaration + "\n"])
    var files = [
      "none.c": "#include <other.h>\nint none(int weakref, int alias) { return alias - weakref; }\n"
    ]
    for unit in 0..<3 {
      files["u\(unit).c"] =
        "#include <other.h>\nint f\(unit)(void) { return get(\"/other\", 0); }\n"
    }
    let tree = try SourceTree(files)
    let units = tree.units(["-isystem", others.root.path])
    let quick = try await tree.audit(units).report
    let whole = try await tree.audit(units) { $0.isExhaustive = true }.report
    #expect(quick.findings == whole.findings)
    #expect(quick.findings.map(\.file) == ["u0.c", "u1.c", "u2.c"])
    #expect(quick.findings.allSatisfy { $0.function == "open" })
    #expect(quick.units.clear == 1)
  }

  /// No text spells the name that a macro makes.
  @Test func namesAreMade() async throws {
    let others = try SourceTree([
      "other.h":
        "#define WEAK(n) static int weak_##n(const char *, int, ...) __attribute__((weakref(#n)));\n"
        + "WEAK(open)\n"
    ])
    let tree = try SourceTree([
      "u.c": "#include <other.h>\nint f(void) { return weak_open(\"/made\", 0); }\n"
    ])
    let units = tree.units(["-isystem", others.root.path])
    let quick = try await tree.audit(units).report
    let whole = try await tree.audit(units) { $0.isExhaustive = true }.report
    #expect(quick.findings == whole.findings && quick.findings.map(\.function) == ["open"])
  }

  @Test func wordsOfAttributesAreOfInterest() {
    #expect(Catalogue.bundled.namesOfInterest(in: .fdOnly).isSuperset(of: AliasWord.all))
  }

  /// A variable's name says nothing, even as an argument, unless what takes it is a macro.
  @Test func wordsOfAttributesAreOftenVariables() async throws {
    let tree = try SourceTree([
      "u.c":
        "static int g(int x, int y) { return x - y; }\n"
        + "int weakref, alias;\nint f(void) { return g(alias, weakref) + g(weakref, 1); }\n"
    ])
    #expect(try await tree.audit(tree.units([])).report.units.clear == 1)
  }
}
