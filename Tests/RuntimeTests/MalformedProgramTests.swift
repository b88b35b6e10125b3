import Foundation
import Glibc
import Testing
import Randomness

/// ELF files as nobody's linker makes them. The launcher must say what is wrong and end with 126: not
/// crash, not run.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct MalformedProgramTests {
  /// A change to a good file.
  struct Mutation: Sendable, CustomTestStringConvertible {
    let name: String
    let offset: Int
    let size: Int
    /// Nil: the file ends at `offset`.
    let value: UInt64?
    /// What the launcher, or the front before it, must say.
    let message: String

    var testDescription: String { name }
  }

  // elf(5): e_phoff at 32, e_phentsize at 54, e_phnum at 56, e_entry at 24.
  static let header: [Mutation] = [
    change("no magic", 0, 1, 0, "is not an ELF file"),
    change("32 bits", 4, 1, 1, "is not for x86-64"),
    change("big-endian", 5, 1, 2, "is not for x86-64"),
    change("header version", 6, 1, 9, "the program's ELF header is damaged"),
    change("another machine", 18, 2, 183, "is not for x86-64"),
    change("an object file", 16, 2, 1, "is not a program"),
    change("header size", 54, 2, 55, "damaged program headers"),
    change("no segments", 56, 2, 0, "damaged program headers"),
    change("65535 segments", 56, 2, 0xffff, "damaged program headers"),
    change("headers far away", 32, 8, 1 << 39, "program headers outside the file"),
    change("headers wrap around", 32, 8, UInt64.max - 8, "damaged program headers"),
    change("entry in no segment", 24, 8, 0x10, "the entry point is not code"),
    change("entry at the top", 24, 8, UInt64.max, "the entry point is not code"),
    cut("cut in the header", at: 40, "is too short for a program"),
    cut("cut in the headers", at: 100, "program headers outside the file"),
    cut("cut in the first segment", at: 4096, "a segment lies outside the file"),
  ]

  // Of a program header: p_type 0, p_flags 4, p_offset 8, p_vaddr 16, p_filesz 32, p_memsz 40,
  // p_align 48.
  static let segment: [Mutation] = [
    change("offset beyond the file", 8, 8, 1 << 40, "a segment lies outside the file"),
    change("offset wraps around", 8, 8, UInt64.max - 0xfff, "a segment lies outside the file"),
    change("address in the kernel", 16, 8, 0xffff_8000_0000_0000, "outside the address space"),
    change("address wraps around", 16, 8, UInt64.max - 0xfff, "outside the address space"),
    change("address off its page", 16, 8, 0x40_0010, "address and offset do not agree"),
    change("in the lowest pages", 16, 8, 0, "the lowest 64 KiB of memory"),
    change("larger in the file", 40, 8, 1, "is larger in the file than in memory"),
    change("larger than all memory", 40, 8, UInt64.max, "outside the address space"),
    change("over the next segment", 40, 8, 1 << 30, "overlap or are out of order"),
    change("alignment of 3", 48, 8, 3, "not a power of two"),
    change("alignment of 4 TiB", 48, 8, 1 << 42, "not a power of two up to 1 GiB"),
    change("alignment that does not fit", 48, 8, 1 << 29, "does not fit its alignment"),
    change("an interpreter", 0, 4, 3, "is dynamically linked"),
  ]

  private static func change(
    _ name: String, _ offset: Int, _ size: Int, _ value: UInt64, _ message: String
  ) -> Mutation {
    Mutation(name: name, offset: offset, size: size, value: value, message: message)
  }

  private static func cut(_ name: String, at offset: Int, _ message: String) -> Mutation {
    Mutation(name: name, offset: offset, size: 0, value: nil, message: message)
  }

  private func bytes(of mutation: Mutation, base: Int, good: [UInt8]) -> [UInt8] {
    guard let value = mutation.value else { return Array(good.prefix(mutation.offset)) }
    var bytes = good
    for index in 0..<mutation.size {
      bytes[base + mutation.offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
    return bytes
  }

  private func run(_ bytes: [UInt8], in scratch: Scratch) async throws -> (String, Int32?) {
    let path = "\(scratch.path)/program"
    try Data(bytes).write(to: URL(filePath: path))
    chmod(path, 0o755)
    do {
      let run = try await ConfinedRun("arguments: [x]", program: path, in: scratch)
      guard case .exited(let status) = run.end else { return ("\(run.end)", nil) }
      return (run.errors, status)
    } catch {
      return ("\(error)", 126)
    }
  }

  @Test("A damaged header is refused", arguments: header)
  func damagedHeader(mutation: Mutation) async throws {
    let inspect = try await LaunchTools.shared.value.inspect
    let good = try Data(contentsOf: URL(filePath: inspect))
    let (message, status) = try await run(
      bytes(of: mutation, base: 0, good: Array(good)), in: try Scratch())
    #expect(status == 126)
    #expect(message.contains(mutation.message), "\(message)")
  }

  @Test("A damaged segment is refused", arguments: segment)
  func damagedSegment(mutation: Mutation) async throws {
    let inspect = try await LaunchTools.shared.value.inspect
    let good = Array(try Data(contentsOf: URL(filePath: inspect)))
    // Static programs of ld begin with a PT_LOAD for the headers; its header is at e_phoff.
    let base = Int(good[32])
    try #require(good[base] == 1)
    let (message, status) = try await run(
      bytes(of: mutation, base: base, good: good), in: try Scratch())
    #expect(status == 126)
    #expect(message.contains(mutation.message), "\(message)")
  }

  /// Real static programs of two C libraries and both kinds, as the compilers here make them.
  static let corpus = Task {
    let tools = try await LaunchTools.shared.value
    return [
      tools.act, tools.inspect, tools.inspectPositionIndependent, tools.names, tools.probe,
    ]
  }

  /// What has started with damaged data may wait for what never comes.
  private static let patience = ["/usr/bin/timeout", "--signal=KILL", "20"]

  @Test("Random damage to the headers of real programs never crashes the launcher")
  func randomDamage() async throws {
    let programs = try await Self.corpus.value.map {
      Array(try Data(contentsOf: URL(filePath: $0)))
    }
    let scratch = try Scratch()
    var numbers = SeededNumbers(seed: Fuzzing.seed)
    let end = Date().addingTimeInterval(Fuzzing.seconds)
    var rounds = 0
    while Date() < end || rounds < 60 {
      rounds += 1
      let state = numbers.state
      var bytes = programs[rounds % programs.count]
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let value = numbers.next()
        switch value % 4 {
        case 0:
          // A whole field of a program header: the numbers that arithmetic trips over.
          let edges: [UInt64] = [
            0, 1, 0xfff, 0x1000, 1 << 31, 1 << 47, 1 << 63, .max, .max - 0xfff,
          ]
          let edge = edges[Int(value >> 8) % edges.count]
          let field = 64 + Int(value >> 16) % 9 * 56 + 8 * (Int(value >> 32) % 7)
          for index in 0..<8 {
            bytes[field + index] = UInt8(truncatingIfNeeded: edge >> (8 * index))
          }
        case 1:
          bytes.removeLast(Int(value >> 8) % (bytes.count / 2))
          if bytes.count < 700 { bytes += [UInt8](repeating: 0, count: 700) }
        default:
          // The ELF header and the program headers.
          bytes[Int(value >> 33) % 600] = UInt8(truncatingIfNeeded: value >> 8)
        }
      }
      let path = "\(scratch.path)/program"
      try Data(bytes).write(to: URL(filePath: path))
      chmod(path, 0o755)
      guard
        let run = try? await ConfinedRun(
          "arguments: [act]", program: path, in: scratch, wrapper: Self.patience)
      else { continue }
      // Once it has started, a damaged program may die as it likes, or wait for ever; 64 is its own status.
      if !run.account.hasSuffix("started\n") {
        #expect(run.end == .exited(126), "state \(state)")
      }
      try FileManager.default.removeItem(atPath: "\(scratch.path)/.account")
    }
  }
}
