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
      + "-fshort-enums -pthread -nostdinc -x c -fno-builtin-printf -fsanitize=address "
      + "--target=armv7-linux-gnueabi --sysroot=/r -iquote q -march=armv7-a -fPIC"
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
    "--serialize-diagnostics a.dia", "-fcrash-diagnostics-dir=.", "-fmodules",
    "-fmodules-cache-path=c", "-fproc-stat-report=p", "-save-stats=obj", "-gen-reproducer=always",
    "-Xclang -emit-pch", "-Xclang -plugin -Xclang evil", "-Xclang -dependency-file -Xclang a.d",
    "-Xclang -include-pch -Xclang a.pch", "-Xpreprocessor -MD -Xpreprocessor -MF", "-mllvm -stats",
    "--write-dependencies", "--output a.o", "--output=a.o", "-fdiagnostics-generate-patch",
    "-fcallgraph-info=su", "-fdump-go-spec=a.go", "-fada-spec-parent=a", "-dD", "-H", "-v", "-###",
    "-specs=evil.specs", "--config evil.cfg", "-B .", "-fuse-ld=./evil", "-fthin-link-bitcode=a.bc",
    "-Rpass=.*", "-fsave-optimization-record=yaml", "-foptimization-record-file=a.yaml",
    "-fprofile-instr-generate=a.profraw", "-fcoverage-mapping", "-ivfsoverlay v.yaml", "-ObjC",
    "-fnot-known-yet=a", "-fnot-known-yet", "-I-", "-x none", "-xnone", "-Wall", "-g3", "-- -DX",
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
        "-U_FORTIFY_SOURCE", "-gdwarf-4", "-w", "-c", "/p/src/a.c", "-o", "/t/0.o",
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

  @Test(arguments: [
    ("ccache gcc", "gcc"), ("env CCACHE_DIR=/c LC_ALL=C ccache compiler_check=content cc", "cc"),
    ("nice -n 10 distcc /opt/bin/clang", "/opt/bin/clang"), ("libtool --mode=compile gcc", "gcc"),
    (
      "/usr/bin/cmake -E __run_co_compile --launcher=ccache --source=a.c -- /usr/bin/cc",
      "/usr/bin/cc"
    ),
    ("cmake -E env A=b cc", "cc"), ("ccache", "ccache"), ("rewrapper -cfg=c clang", "clang"),
  ])
  func launchersAreTakenAway(line: String, compiler: String) {
    #expect(command("\(line) -DA -c a.c").compiler == compiler || line == "ccache")
    #expect(command("\(line) -DA -c a.c").analysisArguments.first == "-DA" || line == "ccache")
  }

  @Test("What is meant for a part of the compiler is unpacked")
  func unpacking() {
    let line = "clang -Wp,-DQ,-MD,a.d -Xpreprocessor -DP -Xclang -include -Xclang pch.h -c a.c"
    #expect(command(line).analysisArguments.starts(with: ["-DQ", "-DP", "-include", "pch.h"]))
    let long = "gcc --define-macro=A --define-macro B --include-directory i --language=c a.c"
    #expect(
      command(long).analysisArguments.starts(with: ["-D", "A", "-D", "B", "-I", "i", "-x", "c"]))
  }

  @Test(arguments: [
    ("arm-linux-gnueabihf-gcc", "--target=arm-linux-gnueabihf"),
    ("/opt/x/bin/aarch64-linux-gnu-g++-12", "--target=aarch64-linux-gnu"),
    ("riscv64-unknown-elf-gcc.exe", "--target=riscv64-unknown-elf"),
    ("aarch64-linux-android21-clang", "--target=aarch64-linux-android21"),
    ("x86_64-w64-mingw32-gcc", "--target=x86_64-w64-mingw32"), ("gcc-12", nil), ("musl-gcc", nil),
    ("afl-clang-fast", nil), ("clang-19", nil),
  ])
  func theTargetIsInTheName(compiler: String, target: String?) {
    let arguments = command("\(compiler) -c a.c").analysisArguments
    #expect(arguments.first { $0.hasPrefix("--target") } == target)
    let own = command("\(compiler) --target=mips-linux-gnu -c a.c").analysisArguments
    #expect(own.filter { $0.hasPrefix("--target") } == ["--target=mips-linux-gnu"])
  }

  @Test func aDriverForCPlusPlusTakesCForIt() {
    #expect(command("g++ -c a.c").analysisArguments.starts(with: ["-x", "c++"]))
    #expect(
      command("g++ -x c -c a.c").analysisArguments.starts(with: ["-x", "c", "-O0"]))
    #expect(command("g++ -c a.c").language == .cPlusPlus)
    #expect(command("g++ -x c -c a.c").language == .c)
    #expect(command("gcc -c a.c").language == .c)
  }
}
