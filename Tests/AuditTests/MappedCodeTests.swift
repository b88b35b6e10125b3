import Clang
import Foundation
import Lexing
import Testing

@testable import Audit

@Suite("What is mapped as code")
struct MappedCodeTests {
  @Test func theMapsAreRead() {
    let code = MappedCode(
      maps: """
        55d000-55e000 r--p 00000000 fe:00 12 /usr/bin/tool
        55e000-560000 r-xp 00001000 fe:00 12                     /usr/bin/tool
        7f0000-7f1000 rw-p 00000000 00:00 0
        7f2000-7f3000 r-xp 00000000 fe:00 13 /usr/lib/a b/libclang-19.so.19
        7ffd00-7ffd02 r-xp 00000000 00:00 0                      [vdso]
        """)
    #expect(code.files == ["/usr/bin/tool", "/usr/lib/a b/libclang-19.so.19"])
  }

  /// Results hang on libclang and all that it needs, of which there are more than a page of mappings tells.
  @Test func allLibrariesAreFound() {
    for library in ["/libclang", "/libLLVM", "/libc.so", "/ld-linux"] {
      #expect(MappedCode.ofProcess.files.contains { $0.contains(library) }, "\(library)")
    }
  }

  /// In kB, of proc_pid_smaps(5).
  private func residentCode() throws -> Int {
    let maps = String(decoding: try #require(FileBytes.read("/proc/self/smaps")), as: UTF8.self)
    var isCode = false
    var sum = 0
    for line in maps.split(separator: "\n") {
      let fields = line.split(separator: " ", omittingEmptySubsequences: true)
      if fields[0].contains("-") {
        isCode = fields.count > 5 && fields[1] == "r-xp" && fields[5].contains("libLLVM")
      } else if isCode, fields[0] == "Rss:" {
        sum += Int(fields[1]) ?? 0
      }
    }
    return sum
  }

  @Test func whatOnlyTheInitialisersNeededIsGivenBack() throws {
    let before = try residentCode()
    let code = MappedCode.ofProcess
    // Other tests parse meanwhile, and fetch what they need again.
    let isLess = try (0..<10).contains { _ in
      code.discard()
      return try residentCode() * 2 < before
    }
    #expect(isLess || before == 0)
    // It is code still.
    #expect(ClangVersion.text.contains("clang"))
  }
}
