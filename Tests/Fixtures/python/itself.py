"""What upstream's own tests found: other interpreters of the process, signals to itself, one's own name."""

import os
import signal
import smtplib

try:
    import _interpreters as interpreters
except ImportError:  # 3.11
    import _xxsubinterpreters as interpreters

reading, writing = os.pipe()
other = interpreters.create()
run = getattr(interpreters, "exec", None) or interpreters.run_string
failure = run(
    other,
    f"""
import asyncio, os, subprocess
try:
    subprocess.run(["true"])
except OSError as error:
    os.write({writing}, str(error).encode())
""",
)
if failure is not None:
    print("interpreter", failure.formatted)
else:
    print("interpreter", os.read(reading, 1000).decode())

try:
    os.kill(os.getpid(), 0)
    os.kill(os.getpid(), signal.SIGINT)
    print("nothing came")
except KeyboardInterrupt:
    print("signal came")

# Asks for the address of its own name, and goes on without one.
print("mail", smtplib.SMTP().sock)
