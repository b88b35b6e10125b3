/// fdport's own version, as reports and patch trailers name it.
enum Version {
  static let text = "0.1.0"
}
