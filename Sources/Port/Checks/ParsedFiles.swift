/// Build files as they were read last: most stay what they are while checks are added to others.
final class ParsedFiles {
  private var m4: [String: M4Text] = [:]
  private var cmake: [String: CMakeText] = [:]

  func m4(_ path: String, _ bytes: [UInt8]) -> M4Text {
    if let known = m4[path], known.bytes == bytes { return known }
    let text = M4Text(bytes)
    m4[path] = text
    return text
  }

  func cmake(_ path: String, _ bytes: [UInt8]) -> CMakeText {
    if let known = cmake[path], known.bytes == bytes { return known }
    let text = CMakeText(bytes)
    cmake[path] = text
    return text
  }
}
