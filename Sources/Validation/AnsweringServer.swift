import Foundation
import Tools

/// A server outside of the runtime, on a port of its own, that answers every request with the bytes of
/// one file: what a case that is granted a connection talks to.
///
/// A request ends with an empty line; a connection stays open until its other end closes it.
final class AnsweringServer: Sendable {
  /// Where it listens: `127.0.0.1:40123`.
  let address: String
  private let listener: Int32

  init(file: String) throws(ValidationError) {
    let answer: [UInt8]
    do {
      answer = try Array(Data(contentsOf: URL(filePath: file)))
    } catch {
      throw .fixture(path: file, reason: SystemReason.text(error))
    }
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(socket, generic, size) == 0 && listen(socket, 8) == 0
          && getsockname(socket, generic, &size) == 0
      }
    }
    guard isListening else {
      let reason = String(cString: strerror(errno))
      if socket >= 0 { close(socket) }
      throw .fixture(path: "a server on 127.0.0.1", reason: reason)
    }
    listener = socket
    address = "127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
    Thread.detachNewThread {
      while true {
        let connection = accept(socket, nil, nil)
        if connection >= 0 {
          _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
          Thread.detachNewThread { Self.serve(connection, answer) }
        } else if errno != EINTR && errno != ECONNABORTED {
          break
        }
      }
      close(socket)
    }
  }

  /// Accepts nobody any more; connections end with the programs that hold them.
  func stop() {
    // accept() returns then, and the thread closes the socket, whose number is nobody else's till then.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private static func serve(_ connection: Int32, _ answer: [UInt8]) {
    defer { close(connection) }
    var request: [UInt8] = []
    var byte: UInt8 = 0
    while recv(connection, &byte, 1, 0) == 1 {
      request = request.suffix(3) + [byte]
      guard request == Array("\r\n\r\n".utf8) else { continue }
      var rest = answer[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }
}
