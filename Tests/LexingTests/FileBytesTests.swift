import Foundation
import Glibc
import Testing

@testable import Lexing

@Suite("The content of a file")
struct FileBytesTests {
  private let directory = FileManager.default.temporaryDirectory.path + "/fdport-bytes-\(UUID())"

  private func inDirectory(_ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try body()
  }

  @Test(arguments: [0, 1, 4095, 4096, 70_000])
  func aFileIsReadAsAWhole(size: Int) throws {
    try inDirectory {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try Data(bytes).write(to: URL(filePath: "\(directory)/a.c"))
      #expect(FileBytes.read("\(directory)/a.c") == bytes)
    }
  }

  /// The kernel gives such a file the size 0, and a page at a time.
  @Test func moreThanTheSizeSaysIsRead() throws {
    let bytes = try #require(FileBytes.read("/proc/self/smaps"))
    let text = String(decoding: bytes, as: UTF8.self)
    // The mappings from the lowest address to the highest.
    #expect(bytes.count > 8192 && text.contains("[stack]"))
    #expect(text.hasSuffix("\n"))
  }

  @Test func whatIsNoFileIsNotWaitedFor() throws {
    try inDirectory {
      #expect(mkfifo("\(directory)/pipe.h", 0o600) == 0)
      #expect(FileBytes.read("\(directory)/pipe.h") == nil)
      #expect(FileBytes.read(directory) == nil)
      #expect(FileBytes.read("\(directory)/missing.h") == nil)
    }
  }
}
