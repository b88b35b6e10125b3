import Foundation
import Tools

/// What a view needs to know of the host compiler that its wrapper calls.
struct TargetCompiler: Hashable, Sendable, CustomStringConvertible {
  enum Family: String, Sendable {
    case gcc
    case clang
  }

  let program: String
  let family: Family
  /// What `--version` prints first.
  let version: String
  /// `x86_64-linux-musl`: what configure takes as --host.
  let machine: String
  /// The compiler's own headers: stddef.h, the intrinsics.
  let include: String
  /// Where the kernel's headers (linux/, asm/) are on the host, or empty.
  let kernelDirectories: [String]
  /// Where gcc keeps crtbegin and libgcc; clang is told to look there.
  let gccDirectory: String

  init(_ program: String) async throws(ViewError) {
    self.program = program
    let version = try await Self.ask(program, ["--version"])
    self.version = String(version.prefix { $0 != "\n" })
    family = version.contains("clang") ? .clang : .gcc
    let hostMachine = try await Self.ask(program, ["-dumpmachine"])
    let architecture = hostMachine.prefix { $0 != "-" }
    machine = "\(architecture)-linux-musl"
    let gcc = family == .gcc ? program : "gcc"
    let libgcc = try await Self.ask(gcc, ["-print-libgcc-file-name"])
    gccDirectory = String(libgcc.dropLast("/libgcc.a".count))
    switch family {
    case .gcc: include = try await Self.ask(program, ["-print-file-name=include"])
    case .clang: include = try await Self.ask(program, ["-print-resource-dir"]) + "/include"
    }
    // Debian keeps asm/ in a directory for the architecture.
    kernelDirectories = ["/usr/include", "/usr/include/\(architecture)-linux-gnu"].filter {
      FileManager.default.fileExists(atPath: $0)
    }
  }

  /// All of it, for a key.
  var description: String {
    ([program, family.rawValue, version, machine, include, gccDirectory] + kernelDirectories)
      .joined(separator: "\n")
  }

  /// Its C++ twin: `g++-12` of `gcc-12`, `clang++` of `clang`, `c++` of `cc`.
  var cPlusPlusProgram: String {
    let start = program.lastIndex(of: "/").map { program.index(after: $0) } ?? program.startIndex
    let name = program[start...]
    for (plain, twin) in [("clang", "clang++"), ("gcc", "g++"), ("cc", "c++")] {
      if let range = name.range(of: plain, options: .backwards) {
        return program[..<range.lowerBound] + twin + program[range.upperBound...]
      }
    }
    return program + "++"
  }

  /// A compiler that is nowhere.
  static func sample(_ family: Family) -> TargetCompiler {
    TargetCompiler(
      program: family.rawValue, family: family, version: "1", machine: "x86_64-linux-musl",
      include: "/include", kernelDirectories: [], gccDirectory: "/gcc")
  }

  private init(
    program: String, family: Family, version: String, machine: String, include: String,
    kernelDirectories: [String], gccDirectory: String
  ) {
    self.program = program
    self.family = family
    self.version = version
    self.machine = machine
    self.include = include
    self.kernelDirectories = kernelDirectories
    self.gccDirectory = gccDirectory
  }

  private static func ask(_ program: String, _ arguments: [String]) async throws(ViewError)
    -> String
  {
    try await Tool(program, arguments).succeed().text.trimmingCharacters(
      in: .whitespacesAndNewlines)
  }
}
