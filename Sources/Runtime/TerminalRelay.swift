import CLinux
import Glibc

/// The process at the other end of a program's own terminal (`!pty`): what is typed at the caller's goes in, what the
/// program writes comes out.
///
/// The caller's terminal is raw meanwhile, but for the characters that signal: the kernel sends their signals to
/// the caller's whole foreground group, as without a terminal in between. Its modes are put back at the
/// end, whatever ends; a process of its own, so that it outlives the program and the broker.
package struct TerminalRelay {
  private let signals: Int32
  /// The modes of the caller's terminal; nil if it has none.
  private let modes: termios?
  /// Which starts this process; another parent means that it has ended.
  private let broker = getppid()
  private var input: [UInt8] = []
  private var output: [UInt8] = []
  private var hasInput = true
  private var hasMaster = true
  private var endsLine = true
  /// Standard input has ended, and the program does not know it yet.
  private var owesEnd = false

  /// The command of `fdport` that is this process; none for people.
  package static let command = "terminal-relay"
  static let (master, alive) = (Int32(3), Int32(4))

  package static func run() -> Never {
    linux_name_process("fdport-terminal")
    guard linux_close_from(5) == 0, case let signals = linux_terminal_signals(), signals >= 0 else {
      exit(125)
    }
    var modes = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &modes) == 0
    _ = linux_fcntl(master, F_SETFL, Int(O_NONBLOCK))
    var relay = TerminalRelay(signals: Int32(signals), modes: isTerminal ? modes : nil)
    relay.serve()
    relay.drain()
    relay.restore()
    exit(0)
  }

  private init(signals: Int32, modes: termios?) {
    self.signals = signals
    self.modes = modes
  }

  /// A job in the background leaves the terminal to others.
  private var isInForeground: Bool { modes == nil || tcgetpgrp(STDIN_FILENO) == getpgrp() }

  private mutating func serve() {
    while true {
      adoptModes()
      if owesEnd { sayEnd() }
      var waiting = [
        wait(Self.alive, POLLIN), wait(signals, POLLIN),
        // Of what is not read anyway poll(2) would tell for ever that the other end is closed.
        wait(
          hasMaster && (output.isEmpty || !input.isEmpty) ? Self.master : -1,
          (output.isEmpty ? POLLIN : 0) | (input.isEmpty ? 0 : POLLOUT)),
        wait(hasInput && input.isEmpty && isInForeground ? STDIN_FILENO : -1, POLLIN),
        wait(output.isEmpty ? -1 : STDOUT_FILENO, POLLOUT),
      ]
      // The program may change its modes without a word, and the shell the foreground.
      guard
        poll(&waiting, nfds_t(waiting.count), modes == nil && !owesEnd ? -1 : 200) >= 0
          || errno == EINTR
      else { return }
      if waiting[1].revents != 0 { obey() }
      if waiting[3].revents != 0 { readInput() }
      if !input.isEmpty { writeInput() }
      if waiting[2].revents != 0, output.isEmpty { readOutput() }
      if waiting[4].revents != 0 { writeOutput() }
      if waiting[0].revents != 0 { return }
    }
  }

  private func wait(_ number: Int32, _ events: Int32) -> pollfd {
    pollfd(fd: number, events: Int16(events), revents: 0)
  }

  /// Raw, as the program's own terminal edits lines and echoes. Whether the keys signal is as that one has it,
  /// but the keys are the caller's: a program must not make another one send signals to its neighbours,
  /// nor a read wait for more than a character.
  private func adoptModes() {
    guard var raw = modes, isInForeground else { return }
    var own = termios()
    let signals = tcgetattr(Self.master, &own) == 0 ? own.c_lflag & tcflag_t(ISIG) : tcflag_t(ISIG)
    cfmakeraw(&raw)
    raw.c_lflag |= signals
    var now = termios()
    guard tcgetattr(STDIN_FILENO, &now) == 0,
      now.c_lflag != raw.c_lflag || now.c_iflag != raw.c_iflag || now.c_oflag != raw.c_oflag
    else { return }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
  }

  private func restore() {
    guard var modes, isInForeground else { return }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }

  private func obey() {
    while case let signal = linux_next_signal(signals), signal != 0 {
      switch signal {
      case SIGWINCH where modes != nil:
        linux_copy_window_size(STDIN_FILENO, Self.master)
        // The program had this signal from the kernel, perhaps before its terminal had the size.
        if getppid() == broker { kill(broker, SIGWINCH) }
      case SIGTSTP:
        restore()
        kill(getpid(), SIGSTOP)
      default: break
      }
    }
  }

  private mutating func readInput() {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    guard count > 0 else {
      guard count == 0 || errno != EINTR else { return }
      hasInput = false
      owesEnd = true
      return
    }
    input = Array(bytes.prefix(count))
    endsLine = input.last == 10
  }

  /// The end of a file, termios(3): behind a line once, else the rest of the line goes first. Only a terminal that
  /// reads lines knows it, so that one in another mode gets it once it does.
  private mutating func sayEnd() {
    var own = termios()
    guard input.isEmpty, tcgetattr(Self.master, &own) == 0, own.c_lflag & tcflag_t(ICANON) != 0
    else { return }
    owesEnd = false
    input = [UInt8](repeating: 4, count: endsLine ? 1 : 2)
  }

  private mutating func writeInput() {
    let count = write(Self.master, input, input.count)
    if count > 0 { input.removeFirst(count) }
    if count < 0, errno != EAGAIN, errno != EINTR { input = [] }
  }

  private mutating func readOutput() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(Self.master, &bytes, bytes.count)
    if count > 0 { output = Array(bytes.prefix(count)) }
    // EIO: nobody holds the program's end any more.
    if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { hasMaster = false }
  }

  private mutating func writeOutput() {
    let count = write(STDOUT_FILENO, output, output.count)
    if count > 0 { output.removeFirst(count) }
    // Nobody reads any more: the program's terminal goes, as a window that is closed.
    if count < 0, errno != EAGAIN, errno != EINTR {
      output = []
      hasMaster = false
      close(Self.master)
    }
  }

  /// What the program has written before its end. Whoever is asked to end does not wait for a reader.
  private mutating func drain() {
    // Somebody else may hold the program's end, and go on writing.
    var bytes = 1 << 20
    while hasMaster || !output.isEmpty {
      var waiting = [
        output.isEmpty ? wait(hasMaster ? Self.master : -1, POLLIN) : wait(STDOUT_FILENO, POLLOUT),
        wait(signals, POLLIN),
      ]
      let ready = poll(&waiting, nfds_t(waiting.count), output.isEmpty ? 200 : -1)
      guard ready > 0 || (ready < 0 && errno == EINTR) else { return }
      if waiting[1].revents != 0, isToldToEnd { return }
      guard waiting[0].revents != 0 else { continue }
      if !output.isEmpty {
        writeOutput()
      } else if bytes > 0 {
        readOutput()
        bytes -= output.count
      } else {
        return
      }
    }
  }

  private var isToldToEnd: Bool {
    var isTold = false
    while case let signal = linux_next_signal(signals), signal != 0 {
      isTold = isTold || [SIGTERM, SIGHUP, SIGINT, SIGQUIT].contains(Int32(signal))
    }
    return isTold
  }
}
