/// What a compiler's name says of what it compiles, and for which machine.
///
/// `arm-linux-gnueabihf-g++-12` compiles C++ for `arm-linux-gnueabihf`. GCC's drivers are named so
/// by its own installation, and clang reads the same from its name (Clang, "Cross-compilation").
struct CompilerName {
  private let name: String

  init(_ compiler: String) {
    var name = CompilerLauncher.name(of: compiler)
    if name.hasSuffix(".exe") { name.removeLast(4) }
    // gcc-12, clang++-19, g++-13.2
    if let dash = name.lastIndex(of: "-"), dash != name.startIndex {
      let version = name[name.index(after: dash)...]
      let isVersion = version.first?.isNumber == true
      if isVersion && version.allSatisfy({ $0.isNumber || $0 == "." }) {
        name = String(name[..<dash])
      }
    }
    self.name = name
  }

  /// g++ and clang++ take a .c for C++.
  var isForCPlusPlus: Bool { name.hasSuffix("++") || name.hasSuffix("CC") }

  /// Microsoft's, or clang in its place: its options begin with a slash and its C library is another.
  var isMicrosoft: Bool { ["cl", "clang-cl", "icl"].contains(name.lowercased()) }

  /// The machine in front of the name, if it is another than this one.
  var target: String? {
    guard let dash = name.lastIndex(of: "-") else { return nil }
    let triple = String(name[..<dash])
    let parts = triple.split(separator: "-")
    guard parts.count > 1, let machine = parts.first.map(String.init) else { return nil }
    guard CompilerName.machines.contains(where: machine.hasPrefix) else { return nil }
    let isHost =
      machine == CompilerName.host && parts.contains("linux")
      && ["gnu", "linux"].contains(parts.last.map(String.init))
    return isHost ? nil : triple
  }

  #if arch(x86_64)
    private static let host = "x86_64"
  #elseif arch(arm64)
    private static let host = "aarch64"
  #elseif arch(riscv64)
    private static let host = "riscv64"
  #else
    private static let host = "another"
  #endif

  /// How the names of machines begin, as config.sub knows them.
  private static let machines = [
    "aarch64", "alpha", "amd64", "arc", "arm", "avr", "bpf", "csky", "hexagon", "hppa", "i386",
    "i486", "i586", "i686", "ia64", "loongarch", "m68k", "microblaze", "mips", "msp430", "nios2",
    "or1k", "powerpc", "ppc", "riscv", "s390", "sh4", "sparc", "thumb", "wasm", "x86_64", "xtensa",
  ]
}
