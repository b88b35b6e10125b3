import Foundation
import Glibc
import Runtime
import Testing

/// What is refused before anything starts.
@Suite struct GrantRefusalTests {
  private func refusal(
    _ descriptors: String, program: String? = nil, prepare: (Scratch) throws -> Void = { _ in }
  ) async throws -> RuntimeError? {
    let inspect = try await LaunchTools.shared.value.inspect
    let scratch = try Scratch()
    try prepare(scratch)
    let path = program?.replacing("SCRATCH", with: scratch.path) ?? inspect
    let reader = GrantsReader(
      file: "\(scratch.path)/grants.yaml",
      replacements: GrantsReader.Replacements(program: path))
    do throws(RuntimeError) {
      _ = try Launch(try reader.parse("descriptors:\n\(descriptors)"))
      return nil
    } catch {
      return error
    }
  }

  private func reason(of error: RuntimeError?) -> String {
    guard let error else { return "nothing was refused" }
    // Without the scratch directory's name.
    return "\(error)".split(separator: "grants.yaml", maxSplits: 1).last.map(String.init) ?? ""
  }

  @Test("A symbolic link is refused unless it is asked for")
  func links() async throws {
    let plant = { (scratch: Scratch) in
      try scratch.write("", to: "real/file")
      symlink("real", "\(scratch.path)/link")
    }
    let refused = try await refusal("  3: !dir link\n", prepare: plant)
    #expect(
      reason(of: refused).hasPrefix(":2:6: descriptors.3: link leads through a symbolic link"))
    let below = try await refusal("  3: !file link/file\n", prepare: plant)
    #expect(reason(of: below).contains("leads through a symbolic link"))
    let followed = try await refusal(
      "  3: !dir { path: link, follow: true }\n  4: !file { path: link/file, follow: true }\n",
      prepare: plant)
    #expect(followed == nil)
  }

  @Test(
    "Overlapping grants of different rights are refused by both names",
    arguments: [
      "  3: !dir data\n  4: !dir { path: data/sub, rights: [read] }\n",
      "  3: !dir { path: data/sub, rights: [write] }\n  4: !dir data\n",
      "  3: !dir { path: data/sub, rights: all }\n  4: !dir { path: data, rights: read-write }\n",
      "  3: !dir { path: data, rights: read-write }\n  4: !file data/sub/file\n",
      "  3: !file data/sub/file\n  4: !file { path: data/sub/file, rights: write }\n",
      "  3: !dir data/sub\n  4: !dir { path: data/sub/../sub, rights: [list] }\n",
    ])
  func overlap(descriptors: String) async throws {
    let error = try await refusal(descriptors) { try $0.write("", to: "data/sub/file") }
    let text = reason(of: error)
    #expect(text.contains("descriptors.4") && text.contains("descriptors.3"), "\(text)")
    #expect(text.contains("overlaps"))
    #expect(error?.exitStatus == 125)
  }

  @Test("Where there are read-only mounts, reading may overlap with writing")
  func overlapByMounts() async throws {
    let error = try await refusal(
      "  3: !dir data\n  4: !dir { path: data/sub, rights: read-write }\n"
    ) { try $0.write("", to: "data/sub/file") }
    let mounts = KernelPieces.probe().filter { $0.name.contains("user namespaces") }
    try #require(mounts.count == 1)
    if mounts[0].isPresent {
      #expect(error == nil)
    } else {
      #expect(reason(of: error).contains("here, where user namespaces are missing"))
    }
  }

  @Test("Overlapping grants of the same rights, and disjoint ones, are taken")
  func noOverlap() async throws {
    let error = try await refusal(
      """
        3: !dir data
        4: !dir data/sub
        5: !file data/sub/file
        6: !dir { path: other, rights: read-write }

      """
    ) {
      try $0.write("", to: "data/sub/file")
      try $0.write("", to: "other/file")
    }
    #expect(error == nil)
  }

  @Test("A program beneath a writable grant is refused")
  func writableProgram() async throws {
    let inspect = try await LaunchTools.shared.value.inspect
    let error = try await refusal(
      "  3: !dir { path: bin, rights: read-write }\n", program: "SCRATCH/bin/sub/inspect"
    ) { scratch in
      try scratch.write("", to: "bin/sub/x")
      try FileManager.default.copyItem(
        atPath: inspect, toPath: "\(scratch.path)/bin/sub/inspect")
    }
    #expect(error?.exitStatus == 126)
    #expect("\(error.map(\.description) ?? "")".contains("could be overwritten by itself"))
  }

  @Test("What cannot be run says why, and what to do")
  func programs() async throws {
    let tools = try await LaunchTools.shared.value
    let dynamic = try await refusal("  3: null\n", program: tools.dynamic)
    #expect(dynamic?.exitStatus == 126)
    #expect("\(dynamic.map(\.description) ?? "")".contains("link it with -static or -static-pie"))
    let missing = try await refusal("  3: null\n", program: "SCRATCH/none")
    #expect(missing?.exitStatus == 127)
    let script = try await refusal("  3: null\n", program: "SCRATCH/script") { scratch in
      try scratch.write("#!/bin/sh\n" + String(repeating: "#", count: 100), to: "script")
      chmod("\(scratch.path)/script", 0o755)
    }
    #expect("\(script.map(\.description) ?? "")".contains("is a script"))
    let plain = try await refusal("  3: null\n", program: "SCRATCH/plain") {
      try $0.write("text", to: "plain")
    }
    #expect("\(plain.map(\.description) ?? "")".contains("has no execute permission"))
  }

  @Test(
    "What is authority over the whole system is no grant",
    arguments: [("/proc/self", "lies in proc"), ("/sys/kernel", "lies in sysfs")])
  func specialFileSystems(path: String, expected: String) async throws {
    let error = try await refusal("  3: !dir { path: \(path), follow: true }\n")
    #expect(reason(of: error).contains(expected))
  }

  @Test("Nor are devices")
  func devices() async throws {
    guard let error = try await refusal("  3: !dir { path: /dev, follow: true }\n") else {
      try Test.cancel("this container has no devtmpfs at /dev")
    }
    #expect(reason(of: error).contains("lies in "))
  }

  @Test("A pipe in the file system does not hang the start")
  func pipes() async throws {
    let error = try await refusal("  3: !file pipe\n") { mkfifo("\($0.path)/pipe", 0o600) }
    #expect(reason(of: error).contains("is neither a regular file nor a harmless device"))
  }
}
