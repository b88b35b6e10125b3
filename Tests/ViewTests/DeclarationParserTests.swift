import Catalogue
import Testing

@testable import View

@Suite struct DeclarationParserTests {
  /// A catalogue of the named functions and objects, all forbidden.
  static func catalogue(functions: [String], objects: [String] = []) -> Catalogue {
    let row = { (name: String, kind: CatalogueRow.Kind) in
      CatalogueRow(
        name: name, kind: kind, header: "h.h", linkAliases: [name + "64"],
        authority: .fileRead, levels: [.fdOnly: .forbidden], featureMacro: "HAVE_X", failure: nil,
        replacement: "a \"better\" one", descend: nil, reason: "Test.")
    }
    return Catalogue(
      version: "test",
      rows: functions.map { row($0, .function) } + objects.map { row($0, .object) })
  }

  private func parse(_ text: String) -> [LibraryDeclaration] {
    let catalogue = Self.catalogue(
      functions: ["open", "stat", "signal", "creat"], objects: ["stdin", "optind"])
    let names = HiddenNames(catalogue: catalogue, profile: .fdOnly, keepsDescending: false)
    let marked = "# 1 \"/lib/include/sys/h.h\" 1\n" + text
    let parser = DeclarationParser(names: names, root: "/lib/include/")
    return parser.declarations(in: PreprocessedText(Array(marked.utf8)) { $0.hasPrefix("/lib") })
  }

  @Test func prototypesAreTakenAsTheyStand() {
    let found = parse(
      """
      extern int open(const char *restrict, int, ...);
      void (*signal(int, void (*)(int)))(int);
      int open64 (const char *), creat(const char *, mode_t);
      """)
    #expect(
      found.map(\.form) == [
        .declared("int open(const char *__restrict, int, ...)"),
        .declared("void(*signal(int, void(*)(int)))(int)"),
        .declared("int open64(const char *)"),
        .declared("int creat(const char *, mode_t)"),
      ])
    #expect(found.map(\.line) == [1, 2, 3, 3])
    #expect(Set(found.map(\.header)) == ["sys/h.h"])
  }

  @Test func objectsAndTheirMacros() {
    let found = parse(
      """
      extern FILE *const stdin;
      #define stdin (stdin)
      extern int opterr, optind, *optopt;
      #define AT_FDCWD (-100)
      #define creat(path, mode) other(path)
      #define created 1
      """)
    #expect(
      Set(found.map { "\($0.line) \($0.name) \($0.form)" }) == [
        "1 stdin declared(\"FILE *const stdin\")", "2 stdin macro",
        "3 optind declared(\"int optind\")", "4 AT_FDCWD macro", "5 creat macro",
      ])
  }

  @Test func tagsMembersAndParametersAreNotHit() {
    let found = parse(
      """
      struct stat { int open; int (*creat)(int); };
      struct stat;
      typedef int open(void);
      int other(struct stat *, int (*)(int open));
      static inline int helper(void) { return open("x", 0); }
      int last(void);
      """)
    #expect(found.isEmpty)
  }

  @Test func otherFilesAreLeftOut() {
    #expect(parse("int a;\n# 1 \"/usr/include/x.h\" 1\nint open(void);").isEmpty)
  }

  @Test func theMessageIsAStringInC() {
    let names = HiddenNames(
      catalogue: Self.catalogue(functions: ["open"]), profile: .fdOnly, keepsDescending: false)
    #expect(names.message("open64") == "fd-only: no open64(); use a \"better\" one")
    let overlay = HeaderOverlay(
      library: LibraryDirectories(prefix: "/lib"), names: names)
    let text = overlay.text(
      "h.h", [.init(name: "open", header: "h.h", line: 1, form: .declared("int open(void)"))],
      HeaderConditions(""), [])
    #expect(text.contains("unavailable__(\"fd-only: no open(); use a \\\"better\\\" one\")"))
  }
}
