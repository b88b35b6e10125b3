"""What is refused, each by an exception at once; prints its kind and text."""

import asyncio
import concurrent.futures
import http.client
import multiprocessing
import os
import pathlib
import socket
import socketserver
import subprocess
import sys
import tempfile
import urllib.request


async def program():
    await asyncio.create_subprocess_exec("true")


async def listening():
    await asyncio.start_server(print, "127.0.0.1", 8080)


async def connecting():
    await asyncio.open_connection("example.org", 80)


def pool():
    with concurrent.futures.ProcessPoolExecutor(1) as executor:
        executor.submit(print)


TRIED = {
    "subprocess": lambda: subprocess.run(["true"]),
    "own program": lambda: subprocess.run([sys.executable, "-c", "pass"]),
    "shell": lambda: subprocess.check_output("true", shell=True),
    "asyncio program": lambda: asyncio.run(program()),
    "system": lambda: os.system("true"),
    "popen": lambda: os.popen("true"),
    "fork": lambda: os.fork(),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "kill": lambda: os.kill(1, 15),
    "process": lambda: multiprocessing.Process(target=print).start(),
    "queue": lambda: multiprocessing.Queue(),
    "pool": pool,
    "socket": lambda: socket.socket(),
    "server": lambda: socketserver.ThreadingTCPServer(("127.0.0.1", 8080), None),
    "asyncio server": lambda: asyncio.run(listening()),
    "connection": lambda: socket.create_connection(("127.0.0.1", 80)),
    "name": lambda: socket.create_connection(("example.org", 80)),
    "localhost": lambda: socket.getaddrinfo("localhost", 80),
    "old name": lambda: socket.gethostbyname("example.org"),
    "asyncio name": lambda: asyncio.run(connecting()),
    "http": lambda: http.client.HTTPConnection("127.0.0.1", 80).request("GET", "/"),
    "url": lambda: urllib.request.urlopen("http://example.org/"),
    "chdir": lambda: os.chdir("/dev/fd/5"),
    "open": lambda: open("/etc/passwd"),
    "relative": lambda: open("notes.txt", "w"),
    "above": lambda: open("/dev/fd/5/../../etc/passwd"),
    "write": lambda: open("/dev/fd/5/new.txt", "w"),
    "list": lambda: os.listdir("/"),
    "remove": lambda: pathlib.Path("/dev/fd/5/main.py").unlink(),
    "temporary": lambda: tempfile.TemporaryFile(),
    "ctypes": lambda: __import__("ctypes"),
    "user": lambda: os.getlogin(),
}

for name, try_it in TRIED.items():
    try:
        try_it()
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}")
    else:
        print(f"{name}: nothing was refused")
