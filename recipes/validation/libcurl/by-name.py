# The same, asked for pages by address and by name, and for files that were not granted. One line an act.
import socket

import curl

# Where the granted connection leads: the same server would answer there.
address, port = socket.socket(fileno=6).getpeername()


def attempt(name, url, descriptor=-1, cookies=None):
    try:
        curl.fetch([url], descriptor, cookies)
    except OSError as error:
        print(f"{name} refused {error}")
    else:
        print(f"{name} succeeded")


attempt("by-address", f"http://{address}:{port}/")
attempt("by-name", f"http://localhost:{port}/")
attempt("by-a-name-to-look-up", "http://example.com/")
attempt("by-another-protocol", f"ftp://{address}:{port}/")
attempt("by-a-datagram", f"tftp://{address}:69/file")
attempt("a-file-by-name", "file:///etc/passwd")
attempt("a-file-above-the-grant", "file:///dev/fd/3/../secret")
attempt("a-file-through-a-link", "file:///dev/fd/4/up")
attempt("by-a-descriptor-that-is-not-held", "http://example.test/", 99)
