import Foundation
import Testing
import Tools

/// The sealed C library issues no system call that takes a path, except in the files that carry out
/// paths beneath descriptors.
@Suite struct SealedMembersTests {
  @Test(.enabled(if: SealedLibrary.archive != nil, SealedLibrary.whyNot))
  func onlyDescendTalksToTheKernelAboutPaths() async throws {
    let archive = try #require(SealedLibrary.archive)
    let calls = SystemCalls(try await Disassembly(archive: archive))
    let members = pathMembers(calls)
    #expect(members.keys.filter { !$0.hasPrefix("descend_") }.sorted() == [], "\(members)")
    #expect(members["descend_slot"] == [437])
    #expect(names(calls.variable) == variableMembers)
  }

  /// The control: the same look at a library that is not sealed finds what the sealed one lacks.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: plainLibrary), "no musl-tools"))
  func plainLibraryIsFoundOut() async throws {
    let calls = SystemCalls(try await Disassembly(archive: plainLibrary))
    let members = pathMembers(calls)
    #expect(members["open"] == [2])
    #expect(members["openat"] == [257])
    #expect(members["__map_file"] == [2])
    #expect(members["execve"] == [59])
    #expect(members["remove"] == [84, 87])
    #expect(members.count > 40)
  }

  @Test func numbersAreFollowedThroughRegistersAndBranches() throws {
    let text = """
      held.o:     file format elf64-x86-64
      0000000000000000 <f>:
         0:\tmov    $0x2,%r12d
         6:\ttest   %edi,%edi
         8:\tje     10 <f+0x10>
         a:\tmov    $0x15,%r12d
        10:\tmov    %r12,%rax
        13:\tsyscall
        15:\tret
      pushed.o:     file format elf64-x86-64
      0000000000000000 <g>:
         0:\tpush   $0x57
         2:\tpop    %rax
         3:\tsyscall
         5:\tmov    0x8(%rsp),%rax
         a:\tsyscall
      point.o:     file format elf64-x86-64
      0000000000000000 <h>:
         0:\tmov    $0x101,%edi
         5:\tcall   a <h+0xa>
      \t\t\t6: R_X86_64_PLT32\t__syscall_cp-0x4
      """
    let calls = SystemCalls(try Disassembly(text: text))
    #expect(calls.numbers == ["held.o": [2, 21], "pushed.o": [87], "point.o": [257]])
    #expect(calls.variable == ["pushed.o"])
  }
}

private let plainLibrary = "/usr/lib/x86_64-linux-musl/libc.a"

/// syscall() asks the list of path numbers at run time; the others pass on a number that the macros
/// have looked at, setxid one of the calls that set user and group ids, and descend_address one that takes
/// an address, where the runtime's filter is to show it.
private let variableMembers: Set<String> = [
  "__syscall_cp", "descend_address", "pthread_cancel", "setxid", "syscall", "syscall_cp",
]

/// musl names its members .o or, where the compiler makes position-independent code, .lo.
private func names(_ members: some Collection<String>) -> Set<String> {
  Set(members.map { String($0.prefix { $0 != "." }) })
}

private func pathMembers(_ calls: SystemCalls) -> [String: [Int]] {
  var result: [String: [Int]] = [:]
  for (member, numbers) in calls.numbers {
    let found = numbers.intersection(pathNumbers).sorted()
    if !found.isEmpty { result[String(member.prefix { $0 != "." })] = found }
  }
  return result
}

/// The x86-64 numbers of the calls that take a path, an address, the working directory, or execute or mount:
/// arch/x86/entry/syscalls/syscall_64.tbl of Linux 6.18. Kept apart from the library's own list, so
/// that one left out there is seen here.
private let pathNumbers: Set<Int> = [
  2, 4, 6, 21, 41, 42, 49, 59, 76, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 92, 94,
  132, 133, 134, 137, 155, 161, 163, 165, 166, 167, 168, 179,
  188, 189, 191, 192, 194, 195, 197, 198, 235, 254, 257, 258, 259, 260, 261, 262, 263, 264, 265,
  266, 267, 268, 269, 280, 301, 303, 304, 316, 322, 332, 428, 429, 433, 437, 439, 442, 452,
  463, 464, 465, 466, 467, 468, 469,
]
