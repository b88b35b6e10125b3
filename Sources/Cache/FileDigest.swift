package import Crypto
import Foundation
import SystemPackage

/// SHA-256 digests of files, as 64 lower-case hex digits.
package enum FileDigest {
  package static func sha256(of path: String) throws(CacheError) -> String {
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .readOnly, options: [.closeOnExec])
      return try file.closeAfter {
        var hash = SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
          let count = try file.read(into: buffer)
          guard count > 0 else { break }
          hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        return hexadecimal(hash.finalize())
      }
    } catch {
      throw SystemFailure.reading(path, error)
    }
  }

  package static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
