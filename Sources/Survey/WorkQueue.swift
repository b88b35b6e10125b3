import Synchronization

/// Numbers from 0 to be taken one by one by whoever is free.
final class WorkQueue: Sendable {
  private let count: Int
  private let next = Atomic(0)

  init(count: Int) {
    self.count = count
  }

  /// Nil if nothing is left.
  func take() -> Int? {
    let number = next.add(1, ordering: .relaxed).oldValue
    return number < count ? number : nil
  }
}
