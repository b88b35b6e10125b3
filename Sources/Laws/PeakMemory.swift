import Glibc

/// Resident memory at its highest: of this process and of the largest of its children so far.
enum PeakMemory {
  static var mebibytes: Int {
    [__rusage_who_t(RUSAGE_SELF.rawValue), __rusage_who_t(RUSAGE_CHILDREN.rawValue)].map { who in
      var usage = rusage()
      // ru_maxrss is in KiB on Linux (getrusage(2)).
      return getrusage(who, &usage) == 0 ? Int(usage.ru_maxrss) / 1024 : 0
    }.max() ?? 0
  }
}
