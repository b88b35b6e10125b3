import Foundation

/// The running fdport itself, for stages that start `fdport run`.
enum FrontProgram {
  static var path: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "fdport"
  }
}
