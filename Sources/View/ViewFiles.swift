import Foundation
import Tools

/// The file operations of a view, with errors that name the file.
enum ViewFiles {
  /// Writes a file and the directories above it.
  static func write(_ text: String, to path: String, executable: Bool = false) throws(ViewError) {
    try write(Array(text.utf8), to: path, executable: executable)
  }

  static func write(
    _ bytes: [UInt8], to path: String, executable: Bool = false
  ) throws(ViewError) {
    let directory = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      if executable {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
    } catch {
      throw .file(path: path, reason: SystemReason.text(error))
    }
  }

  /// Copies a file, or a directory with everything in it.
  static func copy(_ source: String, to destination: String) throws(ViewError) {
    do {
      try TreeCopy.copy(
        URL(fileURLWithPath: source).resolvingSymlinksInPath().path, to: destination)
    } catch {
      throw .file(path: source, reason: SystemReason.text(error))
    }
  }

  static func link(_ path: String, to target: String) throws(ViewError) {
    do {
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: target)
    } catch {
      throw .file(path: path, reason: SystemReason.text(error))
    }
  }

  static func remove(_ path: String) throws(ViewError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .file(path: path, reason: SystemReason.text(error))
    }
  }

  static func makeDirectory(_ path: String) throws(ViewError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .file(path: path, reason: SystemReason.text(error))
    }
  }
}
