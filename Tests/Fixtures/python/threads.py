"""A server in a thread that is refused its socket, and a main thread that waits for it, if told so for ever."""

import socketserver
import sys
import threading

ready = threading.Event()


def serve():
    with socketserver.TCPServer(("127.0.0.1", 8080), None) as server:
        ready.set()
        server.serve_forever()


thread = threading.Thread(target=serve, daemon=True)
thread.start()
if sys.argdata["for ever"]:
    ready.wait()
thread.join()
