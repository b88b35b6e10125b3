import Compilation
import Testing

@Suite("What fdport makes of a compile command")
struct CommandArgumentsTests {
  private func command(_ arguments: String) -> CompileCommand {
    CompileCommand(
      file: "/p/src/a.c", directory: "/p/src",
      arguments: arguments.split(separator: " ").map(String.init))
  }

  @Test func whatDecidesTheTextIsKept() {
    let kept =
      "-std=c11 -I ../include -Isub -D X=1 -DY -UZ -include config.h -isystem /s -m32 -O2 "
      + "-fshort-enums -pthread -nostdinc -x c -Wp,-DQ"
    let arguments = command("ccache gcc \(kept) -c a.c").analysisArguments
    #expect(arguments.starts(with: kept.split(separator: " ").map(String.init)))
    #expect(arguments.contains("-working-directory=/p/src"))
  }

  @Test(arguments: [
    "-o a.o", "-oa.o", "-c", "-S", "-E", "-MD", "-MMD", "-MP", "-MF a.d", "-MFa.d", "-MT a.o",
    "-MQ a.o", "-MJ a.json", "-M", "-save-temps", "-save-temps=obj", "--save-temps",
    "-fplugin=./evil.so", "-fplugin-arg-evil-x", "-fdump-tree-all", "-dumpbase a", "-dM",
    "-Wp,-MD,a.d", "-Wp,-MMD,a.d", "-flto", "-flto=auto", "-gsplit-dwarf", "-ftest-coverage",
    "--coverage", "-fprofile-generate", "-fprofile-use=a", "-fstack-usage", "-aux-info a.x",
    "-wrapper ./evil", "-Xclang -load", "-Werror", "-Werror=format", "-Wl,-Map,a.map", "-lm", "-L.",
    "-L .", "-shared", "-static", "-fdiagnostics-format=json-file", "-ftime-trace",
    "-serialize-diagnostics a.dia", "-index-store-path i", "other.o", "-fopt-info-all=a.txt",
  ])
  func whatWritesLinksOrStopsIsDropped(option: String) {
    let plain = command("gcc -O2 a.c")
    let full = command("gcc -O2 \(option) a.c")
    #expect(full.analysisArguments == plain.analysisArguments)
    #expect(full.preprocessArguments == plain.preprocessArguments)
    #expect(full.truthArguments(output: "/t/0.o") == plain.truthArguments(output: "/t/0.o"))
  }

  @Test func truthObjectsAreNotOptimised() {
    let arguments = command("/usr/bin/gcc -O2 -DA -D_FORTIFY_SOURCE=2 -c a.c -o a.o")
      .truthArguments(output: "/t/0.o")
    #expect(
      arguments == [
        "-O2", "-DA", "-D_FORTIFY_SOURCE=2", "-O0", "-fno-builtin", "-fno-lto",
        "-U_FORTIFY_SOURCE", "-w", "-c", "/p/src/a.c", "-o", "/t/0.o",
      ])
  }

  @Test func preprocessingPrintsTokens() {
    let arguments = command("gcc -DA -MD -c a.c -o a.o").preprocessArguments
    #expect(arguments == ["-DA", "-w", "-E", "-P", "/p/src/a.c"])
  }

  @Test(arguments: [
    ("gcc -c a.c", "/p/src/a.o"), ("gcc -c a.c -o ../o/b.o", "/p/o/b.o"),
    ("gcc -o/x/c.o -c a.c", "/x/c.o"),
  ])
  func outputs(line: String, output: String) {
    #expect(command(line).output == output)
  }

  @Test func compilersBehindLaunchersAndResponseFiles() {
    #expect(command("ccache /opt/bin/gcc -c a.c").compiler == "/opt/bin/gcc")
    #expect(command("gcc @flags.txt -c a.c").responseFiles == ["flags.txt"])
    #expect(command("gcc -c a.c").responseFiles.isEmpty)
  }
}
