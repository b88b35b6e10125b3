/// fdport's own version, as reports and patch trailers name it.
package enum Version {
  package static let text = "0.1.0"
}
