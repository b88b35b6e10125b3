import Foundation
import Testing
import Tools

/// An audit writes nothing into the user's tree and starts nothing from its compile commands.
@Suite struct AuditWritesNothingTests {
  /// Whatever gcc and clang are known to write a file for, or to start a program or load a plugin for.
  /// `%` stands for the tree: the worker's own directory is another, so that relative paths alone would
  /// show nothing.
  static let flags = [
    "-MD -MF %/x.d", "-MMD -MF%/y.d", "-Wp,-MD,%/z.d", "-MD -MF %/v.d -MJ %/a.json",
    "--serialize-diagnostics %/a.dia",
    "-Xclang -dependency-file -Xclang %/w.d -Xclang -MT -Xclang a",
    "-fmodules -fmodules-cache-path=%/modules -fimplicit-module-maps", "-o %/a.o",
    "-Xclang -header-include-file -Xclang %/a.inc", "-Xclang -dependency-dot -Xclang %/a.dot",
    "-ftime-trace=%/a.trace", "-fcrash-diagnostics-dir=%", "-fplugin=%/plugin.so",
    "-o a.o", "-MD", "-MMD", "-MP", "-MF a.d", "-MT a.o", "-MQ a.o", "-MJ a.json", "-MD -MF x.d",
    "-save-temps", "-save-temps=obj", "-save-temps=cwd", "--save-temps", "-save-stats=cwd",
    "-fplugin=./plugin.so", "-fplugin-arg-plugin-out=a", "-fpass-plugin=./plugin.so",
    "-Xclang -load -Xclang ./plugin.so", "-Xclang -plugin -Xclang p",
    "-Xclang -add-plugin -Xclang p",
    "-fdump-tree-all", "-fdump-rtl-all", "-fdump-ipa-all", "-fdump-final-insns=a.insns",
    "-fdump-go-spec=a.go", "-fdump-ada-spec", "-fdump-passes", "-da", "-dD", "-dM -E",
    "-dumpbase d", "-dumpdir d/", "-ftime-trace", "-ftime-trace=a.json", "-ftime-report",
    "-fproc-stat-report=a.stat", "--serialize-diagnostics a.dia", "-serialize-diagnostics a.dia",
    "-fcrash-diagnostics-dir=.", "-fcrash-diagnostics=all", "-gen-reproducer=always",
    "-gsplit-dwarf", "-gsplit-dwarf=single", "-fprofile-arcs", "-ftest-coverage", "--coverage",
    "-fprofile-generate=.", "-fprofile-instr-generate=a.profraw", "-fcoverage-mapping",
    "-fprofile-dir=.", "-fprofile-note=a.gcno", "-fcs-profile-generate=.", "-fmemory-profile=.",
    "-fstack-usage", "-fcallgraph-info", "-fopt-info-all=a.opt", "-aux-info a.proto",
    "-fsave-optimization-record", "-foptimization-record-file=a.yaml", "-flto",
    "-fthin-link-bitcode=a",
    "-fdiagnostics-format=json-file", "-fdiagnostics-format=sarif-file", "-Wp,-MD,a.d",
    "-Wp,-MMD,a.d", "-Wp,-MD -Wp,-MF,a.d",
    "-Xpreprocessor -MD -Xpreprocessor -MF -Xpreprocessor a.d",
    "-Xclang -emit-pch", "-Xclang -emit-llvm-bc", "-Xclang -emit-html", "-Xclang -rewrite-macros",
    "-Xclang -dependency-file -Xclang a.d -Xclang -MT -Xclang a",
    "-Xclang -dependency-dot -Xclang a.dot",
    "-Xclang -header-include-file -Xclang a.inc", "-Xclang -stats-file=a.stats",
    "-Xclang -diagnostic-log-file -Xclang a.log",
    "-Xclang -serialize-diagnostic-file -Xclang a.dia",
    "-emit-ast", "-emit-llvm", "-fmodules -fmodules-cache-path=modules -fimplicit-module-maps",
    "-fmodules -fcxx-modules", "-fbuild-session-file=a", "-index-store-path index", "-H",
    "-wrapper ./run", "-B.", "-specs=evil.specs", "--config=evil.cfg", "-fuse-ld=./run", "-pg",
    "-no-integrated-cpp", "--analyze", "--analyzer-output plist", "-fanalyzer", "-fdump-analyzer",
    "-Xclang -analyzer-output=html", "-gen-cdb-fragment-path .", "-module-dependency-dir deps",
    "-MV -MD", "-fdepfile-entry=x", "-Wa,-a=a.lst", "-Wl,-Map=a.map", "-Xlinker -Map=b.map",
    "-ivfsoverlay v.yaml", "--output-pch=a.gch", "-x c-header", "-frecord-command-line",
    "-fsanitize-stats", "-mllvm -stats", "-mllvm -info-output-file=a.info",
    "-mllvm -pass-remarks-output=a.yaml", "-E", "-S", "-c", "-fsyntax-only", "-print-stats",
  ]

  @Test("A tree is not written to by any flag of its compile commands", arguments: ["cc", "./run"])
  func flagsThatWrite(compiler: String) async throws {
    let directory = try TemporaryDirectory()
    let source = "#include <stdlib.h>\nint f(void) { return system(\"x\"); }\n"
    try directory.write(source, to: "main.c")
    // Were it ever started, or a plugin loaded in its name, it would leave a file.
    try directory.write(
      "#!/bin/sh\ntouch \"\(directory.path)/started\"\nexec cc \"$@\"\n", to: "run")
    chmod(directory.path + "/run", 0o755)
    try directory.write("*cc1:\n./run\n", to: "evil.specs")
    try directory.write("-MD -MF evil.d\n", to: "evil.cfg")
    try directory.write("module M { header \"main.c\" }\n", to: "module.modulemap")
    let entries = try Self.flags.map { flags in
      let words =
        [compiler]
        + flags.replacing("%", with: directory.path).split(separator: " ").map(String.init)
        + ["-c", "main.c"]
      let list = String(decoding: try JSONEncoder().encode(words), as: UTF8.self)
      return #"{"directory": "\#(directory.path)", "file": "main.c", "arguments": \#(list)}"#
    }
    try directory.write("[\(entries.joined(separator: ",\n"))]", to: "compile_commands.json")
    let before = try await Self.state(of: directory.path)
    let outcome = try await BuiltFdport.run(
      "audit", directory.path, environment: ["TMPDIR": directory.path])
    #expect(outcome.status == .exited(1), "\(outcome.errorText)")
    #expect(outcome.text.contains("\(Self.flags.count) units"))
    #expect(outcome.text.contains("\(Self.flags.count) analysed, 0 skipped, 0 failed"))
    #expect(outcome.text.contains("main.c:2:22: warning:"))
    #expect(try await Self.state(of: directory.path) == before)
  }

  /// Of each file: name, kind, inode, mode, links, size, times of change and modification; then contents.
  private static func state(of path: String) async throws -> String {
    let listing = try await Tool(
      "find", [".", "-printf", "%p %y %i %m %n %s %T@ %C@\\n"], directory: path
    ).run()
    let sums = try await Tool(
      "find", [".", "-type", "f", "-exec", "sha256sum", "{}", "+"], directory: path
    ).run()
    return listing.text + sums.text
  }
}
