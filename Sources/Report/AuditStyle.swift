/// The colours of a terminal, or none: SGR sequences of ECMA-48, the ones that clang uses.
struct AuditStyle {
  let isColoured: Bool

  func bold(_ text: String) -> String { styled(text, "1") }
  func warning(_ text: String) -> String { styled(text, "1;35") }
  func note(_ text: String) -> String { styled(text, "1;36") }
  func mark(_ text: String) -> String { styled(text, "1;32") }

  private func styled(_ text: String, _ codes: String) -> String {
    isColoured ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
  }
}
