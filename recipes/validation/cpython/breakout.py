"""Tries to reach what was not granted. One line an act: `NAME refused REASON` or `NAME succeeded`.

The argument is a directory outside every grant that holds `secret`, `movable` and `victim`.
"""
import os
import socket
import sys

outside = sys.argv[1]


def act(name, attempt):
    try:
        attempt()
    except (OSError, AttributeError, ImportError, NotImplementedError) as error:
        print(name, "refused", f"{type(error).__name__}: {error}".replace("\n", " "))
    else:
        print(name, "succeeded")


act("open-absolute", lambda: open("/etc/passwd"))
act("open-outside", lambda: open(outside + "/secret"))
act("open-relative", lambda: open("secret"))
act("open-dotdot", lambda: open("/dev/fd/4/../secret"))
act("open-symlink-absolute", lambda: open("/dev/fd/4/absolute"))
act("open-symlink-dotdot", lambda: open("/dev/fd/4/up"))
act("create-outside", lambda: open(outside + "/created", "w"))
act("os-open", lambda: os.open(outside + "/secret", os.O_RDONLY))
act("os-open-at-cwd", lambda: os.open("secret", os.O_RDONLY, dir_fd=-100))
act("listdir", lambda: os.listdir("/"))
act("scandir", lambda: os.scandir(outside))
act("stat-outside", lambda: os.stat(outside + "/secret"))
act("mkdir", lambda: os.mkdir(outside + "/made"))
act("rename-outside", lambda: os.rename(outside + "/movable", outside + "/moved"))
act("remove-outside", lambda: os.unlink(outside + "/victim"))
act("utime-outside", lambda: os.utime(outside + "/secret"))
act("chdir", lambda: os.chdir("/"))
act("fork", lambda: os.fork())
act("execv", lambda: os.execv("/bin/true", ["true"]))
act("posix-spawn", lambda: os.posix_spawn("/bin/true", ["true"], {}))
act("system", lambda: os.system("true"))
act("kill", lambda: os.kill(1, 0))
act("subprocess", lambda: __import__("subprocess").run(["true"]))
act("connect", lambda: socket.create_connection(("127.0.0.1", 9)))
act("socket", lambda: socket.socket())
act("resolve", lambda: socket.getaddrinfo("localhost", 80))
act("ctypes", lambda: __import__("ctypes").CDLL(None))
