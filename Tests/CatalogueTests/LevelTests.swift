import Catalogue
import Testing

/// Spot checks of the levels, one for each rule by which rows were decided.
@Suite struct LevelTests {
  /// Acquires or changes a resource by a global name.
  @Test(arguments: [
    "open", "fopen", "stat", "rename", "getcwd", "chdir", "mkstemp", "realpath", "glob", "ftw",
    "socket", "bind", "connect", "sendto", "getaddrinfo", "gethostbyname", "getifaddrs", "fork",
    "execve", "system", "popen", "posix_spawn", "waitpid", "kill", "sigqueue", "ptrace",
    "pidfd_open", "setuid", "getpwnam", "getlogin", "ttyname", "posix_openpt", "clock_settime",
    "shm_open", "sem_open", "mq_open", "shmget", "ftok", "mount", "umount2", "unshare", "setns",
    "inotify_add_watch", "fanotify_mark", "open_by_handle_at", "dlopen", "catopen", "syslog",
    "syscall",
  ])
  func globalNamesAreForbidden(name: String) throws {
    let row = try #require(Catalogue.bundled.row(named: name))
    #expect(row.level(in: .fdOnly) == .forbidden)
    #expect(row.level(in: .cloudABI) == .forbidden)
  }

  /// Only reads or changes state of the own process, or has a degraded version in the view.
  @Test(arguments: [
    "stdin", "stdout", "environ", "printf", "puts", "getchar", "scanf", "getenv", "setenv",
    "getpid", "getppid", "getuid", "gethostname", "uname", "umask", "localtime", "mktime",
    "setlocale", "newlocale", "tmpfile", "iconv_open", "nice", "getpriority",
  ])
  func processStateIsNoted(name: String) throws {
    let row = try #require(Catalogue.bundled.row(named: name))
    #expect(row.level(in: .fdOnly) == .noted)
  }

  @Test(arguments: ["getenv", "printf", "stdin", "getpid", "gethostname", "environ", "uname"])
  func cloudABIForbidsProcessState(name: String) throws {
    let row = try #require(Catalogue.bundled.row(named: name))
    #expect(row.level(in: .cloudABI) == .forbidden)
  }

  /// Left out by CloudABI for safety or for lack of support, but in need of no name.
  @Test(arguments: [
    "sigaction", "signal", "strcpy", "sprintf", "accept", "listen", "getsockname", "isatty",
    "fchmod", "dlsym", "gmtime", "alarm", "pthread_cancel",
  ])
  func matterOfTasteIsForCloudABIOnly(name: String) throws {
    let row = try #require(Catalogue.bundled.row(named: name))
    #expect(row.level(in: .fdOnly) == .allowed)
    #expect(row.level(in: .cloudABI) == .forbidden)
  }

  /// Takes a descriptor, or nothing that has a name.
  @Test(arguments: [
    "openat", "fstatat", "statx", "faccessat", "unlinkat", "renameat", "renameat2", "linkat",
    "symlinkat", "readlinkat", "mkdirat", "utimensat", "fdopen", "fdopendir", "read", "fstat",
    "perror", "stderr", "raise", "shutdown", "send", "recv", "fprintf", "gmtime_r", "getrandom",
  ])
  func descriptorsAreAllowedEverywhere(name: String) {
    #expect(Catalogue.bundled.row(linkName: name) == nil)
  }

  @Test func descriptorFunctionsOfLinuxAreForbiddenElsewhereOnly() throws {
    for name in ["memfd_create", "signalfd", "epoll_wait", "eventfd"] {
      let row = try #require(Catalogue.bundled.row(named: name))
      #expect(row.level(in: .fdOnly) == .allowed)
      #expect(row.level(in: .cloudABI) == .forbidden)
      #expect(row.level(in: .wasi) == .forbidden)
    }
  }

  @Test func wasiHasPathsBeneathItsPreopensAndNoProcesses() throws {
    for name in ["open", "stat", "rename", "getenv", "printf"] {
      #expect(try #require(Catalogue.bundled.row(named: name)).level(in: .wasi) == .noted)
    }
    for name in ["fork", "execve", "socket", "getpwnam", "pipe", "dup", "sigaction", "tmpfile"] {
      #expect(try #require(Catalogue.bundled.row(named: name)).level(in: .wasi) == .forbidden)
    }
  }
}
