"""Runs a command on a new terminal, types what it is told and says what the terminal is like.

terminal.py SCENARIO COMMAND...: prints lines of findings.
"""
import fcntl, os, select, signal, struct, subprocess, sys, termios, time

master, slave = os.openpty()


def resize(rows, columns):
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def begin():
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)


def type_in(text):
    os.write(master, text.encode())


seen = ""


def expect(text):
    """Reads until the text has come; says if it does not."""
    global seen
    end = time.time() + 15
    while text not in seen and time.time() < end:
        if select.select([master], [], [], 0.1)[0]:
            seen += os.read(master, 4096).decode(errors="replace")
    print(text if text in seen else f"no {text!r} in {seen!r}")
    seen = seen.partition(text)[2]


def modes():
    flags = termios.tcgetattr(slave)[3]
    names = [("line", termios.ICANON), ("echo", termios.ECHO), ("signals", termios.ISIG)]
    return " ".join(name for name, flag in names if flags & flag)


def until_modes(wanted):
    end = time.time() + 10
    while modes() != wanted and time.time() < end:
        time.sleep(0.02)
    print(f"modes: {modes()}")


resize(33, 99)
before = termios.tcgetattr(slave)
# The leader of a session takes the terminal with it, so that it is a shell, as everywhere.
shell = ["sh", "-c", 'trap : INT WINCH TERM; "$@"; end=$?; sleep 1; exit $end', "sh"] + sys.argv[2:]
process = subprocess.Popen(shell, stdin=slave, stdout=slave, stderr=slave, preexec_fn=begin)


def child(of, name):
    found = subprocess.run(["pgrep", "-P", str(of), "-x", name], capture_output=True)
    return int(found.stdout)


expect("terminal 1 1 1")
broker = child(process.pid, "fdport-broker")
until_modes("signals")
scenario = sys.argv[1]
if scenario == "talk":
    type_in("size\n")
    expect("size 33 99")
    resize(40, 100)
    expect("signal 28")
    time.sleep(0.5)
    type_in("size\n")
    expect("size 40 100")
    type_in("\x03")
    expect("signal 02")
    os.kill(broker, signal.SIGTERM)
    expect("signal 15")
    type_in("raw\n")
    expect("raw 0")
    until_modes("")
    type_in("cooked\n")
    expect("cooked 0")
    until_modes("signals")
    type_in("end\n")
elif scenario == "end-of-input":
    type_in("half\x04\x04")
    expect("end of input")
elif scenario == "kill-broker":
    os.kill(broker, signal.SIGKILL)
elif scenario == "kill-program":
    os.kill(child(broker, "terminal"), signal.SIGKILL)
print(f"status {process.wait(timeout=20)}")
end = time.time() + 10
while termios.tcgetattr(slave) != before and time.time() < end:
    time.sleep(0.02)
print("restored" if termios.tcgetattr(slave) == before else "left in another mode")
