import Findings
import Foundation
import Survey
import Testing

/// Declarations of files that hold no name of interest are passed over in what is parsed, unless a name comes into
/// them from elsewhere.
@Suite("Declarations are passed over for the file they stand in", .serialized)
struct PassedOverTests {
  private static let prototype = "extern int open(const char *, int, ...);\n"

  /// The headers beside units that include `h.h`, and the command's arguments.
  private static let trees: [(headers: [String: String], arguments: [String])] = [
    (["h.h": "static inline int f(void) { return open(\"/plain\", 0); }\n"], []),
    // What is included in the midst of a declaration is part of it.
    (
      [
        "h.h": "static int f(void)\n{\n#include \"body.inc\"\n}\n",
        "body.inc": "  return open(\"/body\", 0);\n",
      ], []
    ),
    (
      [
        "h.h":
          "static int (*const table[])(const char *, int, ...) = {\n#include \"rows.inc\"\n};\n"
          + "static int f(void) { return table[0] != 0; }\n", "rows.inc": "  open,\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"start.inc\"\n#include \"end.inc\"\n",
        "start.inc": "static int f(void)\n{\n  return 0 +\n", "end.inc": "open(\"/end\", 0);\n}\n",
      ], []
    ),
    // What a macro brings stands where it is invoked.
    (
      [
        "h.h": "#include \"macro.h\"\nstatic inline int f(void) { return CALL(\"/macro\"); }\n",
        "macro.h": "#define CALL(path) open(path, 0)\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"macro.h\"\nstatic inline int f(void) { return PASTE(op)(\"/p\", 0); }\n",
        "macro.h": "#define PASTE(start) start##en\n",
      ], []
    ),
    (["h.h": "static inline int f(void) { return CALL(\"/defined\", 0); }\n"], ["-DCALL=open"]),
    (["h.h": "static inline int f(void) { return OF_MAIN(\"/of main\", 0); }\n"], ["-DMAIN"]),
    // Another name for the linker.
    (
      [
        "h.h": "#include \"renamed.h\"\nstatic inline int f(void) { return get(\"/get\", 0); }\n",
        "renamed.h": "extern int get(const char *, int, ...) __asm__(\"open\");\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"renamed.h\"\nstatic inline int f(void) { return get(\"/get\", 0); }\n",
        "renamed.h":
          "#define NAMED(n) __asm__(#n)\nextern int get(const char *, int, ...) NAMED(open);\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"renamed.h\"\nstatic inline int f(void) { return get(\"/weak\", 0); }\n",
        "renamed.h":
          "static int get(const char *, int, ...) __attribute__((weakref(\"open\")));\n",
      ], []
    ),
    (
      [
        "h.h":
          "#include \"renamed.h\"\nextern int get(const char *, int, ...);\n"
          + "static inline int f(void) { return get(\"/inner\", 0) + inner(); }\n",
        "renamed.h":
          "static int inner(void) { extern int get(const char *, int, ...) __asm__(\"open\"); "
          + "return 0; }\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"renamed.h\"\nstatic inline int f(void) { return mine != 0; }\n",
        "renamed.h": "extern char **mine __asm__(\"environ\");\n",
      ], []
    ),
    // One file, entered twice, with what another holds in between.
    (
      [
        "h.h": "#include \"wrap.h\"\n#include \"body.h\"\n#include \"wrap.h\"\n",
        "wrap.h": "#ifndef OPENED\n#define OPENED\nstatic int f(void) {\n#else\n}\n#endif\n",
        "body.h": "  return open(\"/wrapped\", 0);\n",
      ], []
    ),
    // What belongs to a declaration may stand behind its end.
    (
      [
        "h.h":
          "extern int get(const char *, int, ...)\n#include \"label.h\"\n;\n"
          + "static inline int f(void) { return get(\"/label\", 0); }\n",
        "label.h": "__asm__(\"open\")\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"inline.h\"\n#include \"again.h\"\n",
        "inline.h": "extern inline int f(void) { return open(\"/gnu89\", 0); }\n",
        "again.h": "int f(void) { return 0; }\n",
      ], ["-std=gnu89"]
    ),
    // In aggregates only the lexer sees a name.
    (
      [
        "h.h": "#include \"members.h\"\nstatic int f(void) { return open(\"/m\", 0); }\n",
        "members.h":
          "#ifdef _WIN32\nstruct process { char **argv, **environ; };\n#endif\n"
          + "struct other { char **argv, **environ; };\n",
      ], []
    ),
    // Forms in which another name may be given, and in which a macro may name.
    (
      [
        "h.h": "#include \"split.h\"\nstatic inline int f(void) { return get(\"/split\", 0); }\n",
        "split.h": "extern int get(const char *, int, ...) __asm__(\"op\" \"en\");\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"attribute.h\"\nstatic inline int f(void) { return get(\"/arg\", 0); }\n",
        "attribute.h":
          "#define ATTRIBUTE(k, t) __attribute__((k(t)))\n"
          + "static int get(const char *, int, ...) ATTRIBUTE(weakref, \"open\");\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"body.h\"\nstatic inline int f(void) { return get(\"/body\", 0); }\n",
        "body.h":
          "#define WEAK weakref\n"
          + "static int get(const char *, int, ...) __attribute__((WEAK(\"open\")));\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"last.h\"\nstatic inline int f(void) { return get(\"/last\", 0); }\n",
        "last.h":
          "#define ATTRIBUTE(t, k) __attribute__((k(t)))\n"
          + "static int get(const char *, int, ...) ATTRIBUTE(\"open\", weakref);\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"target.h\"\nstatic inline int f(void) { return get(\"/tgt\", 0); }\n",
        "target.h":
          "#define TARGET \"open\"\n#define ATTRIBUTE(k, t) __attribute__((k(t)))\n"
          + "static int get(const char *, int, ...) ATTRIBUTE(  // why\n#if 1\n  weakref\n#endif\n  , TARGET);\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"spelled.h\"\nstatic inline int f(void) { return get(\"/x\", 0); }\n",
        "spelled.h": "extern int get(const char *, int, ...) __asm__(\"\\x6fpen\");\n",
      ], []
    ),
    (
      [
        "h.h":
          "#include \"table.h\"\nstatic inline int f(void) { return sizeof(struct operations); }\n",
        "table.h":
          "#define FUNCTION(n) __typeof__(n) *n##_function\n"
          + "struct operations { FUNCTION(open); };\n",
      ], []
    ),
    // Whether there is code for the site hangs on what passes over.
    (
      [
        "h.h":
          "#include \"site.h\"\n#include \"caller.h\"\nstatic int f(void) { return caller(); }\n",
        "site.h": "static inline int site(void) { return open(\"/inline\", 0); }\n",
        "caller.h": "static inline int caller(void) { return site(); }\n",
      ], []
    ),
    (
      [
        "h.h": "#include \"site.h\"\nstatic int f(void) { return 0; }\n",
        "site.h": "static inline int site(void) { return open(\"/unused\", 0); }\n",
      ], []
    ),
  ]

  @Test(arguments: trees.indices) func nothingIsMissed(_ number: Int) async throws {
    let (headers, arguments) = Self.trees[number]
    var files = headers
    files["prototype.h"] = Self.prototype
    files["quiet.h"] = "static inline int quiet(int x) { return x + 1; }\n"
    for unit in 0..<3 {
      files["u\(unit).c"] =
        "#include \"prototype.h\"\n#include \"quiet.h\"\n#ifdef MAIN\n#define OF_MAIN open\n#endif\n"
        + "#include \"h.h\"\n"
        + "int g\(unit)(void) { return quiet(f()); }\n"
    }
    let tree = try SourceTree(files)
    let units = tree.units(arguments)
    let log = tree.root.appending(path: "asked").path
    let worker = try tree.worker(writingTo: log)
    let quick = try await tree.audit(units) { $0.worker = worker }.report
    let whole = try await tree.audit(units) { $0.isExhaustive = true }.report
    #expect(quick.findings == whole.findings)
    #expect(quick.ownNames == whole.ownNames && quick.uncompiled == whole.uncompiled)
    #expect(quick.units.clear == 0 && quick.units.failed.isEmpty)
    #expect(!quick.findings.isEmpty)
    // One of the units may have been begun before anything was known.
    let asked = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    let told = asked.filter { $0.contains("\"filesOfInterest\":[") }
    #expect(told.count >= 2 && !told.contains { $0.contains("quiet.h") })
  }
}
