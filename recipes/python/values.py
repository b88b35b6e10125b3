"""Granted descriptors as Python values: what the leaves of sys.argdata are."""

import fcntl
import io
import os
import stat


def held(number):
    """A directory is its path, a socket a socket object, everything else an open text file.

    The object owns the descriptor. Bytes are at its ``buffer``.
    """
    mode = os.fstat(number).st_mode
    if stat.S_ISDIR(mode):
        return f"/dev/fd/{number}"
    if stat.S_ISSOCK(mode):
        import socket

        return socket.socket(fileno=number)
    access = fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE
    if access == os.O_RDONLY:
        return open(number, "r", encoding="utf-8")
    if access == os.O_WRONLY:
        return open(number, "w", encoding="utf-8")
    if stat.S_ISREG(mode):
        return open(number, "r+", encoding="utf-8")
    # A terminal or a pair of streams: a file for both cannot seek, so it has two halves.
    halves = io.BufferedRWPair(
        io.FileIO(number, "r"), io.FileIO(number, "w", closefd=False)
    )
    return io.TextIOWrapper(halves, encoding="utf-8", write_through=True)


def flush(value):
    """Writes out what the files in a tree still hold back."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        if isinstance(value, io.TextIOWrapper) and not value.closed and value.writable():
            value.flush()
        return
    for element in value:
        flush(element)
