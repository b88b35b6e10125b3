"""A WSGI application on whatever was granted: a listening socket, or a pair of streams."""

import socket
import sys
from types import SimpleNamespace
from wsgiref.simple_server import WSGIRequestHandler

from page import answer


def application(environ, start_response):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    status, kind, data = answer(b"wsgi", environ["REQUEST_METHOD"], environ["PATH_INFO"], body)
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(data)))])
    return [data]


class StreamHandler(WSGIRequestHandler):
    """The same for two files."""

    def setup(self):
        self.rfile, self.wfile = self.request

    def finish(self):
        self.wfile.flush()


def main(place):
    server = SimpleNamespace(
        get_app=lambda: application,
        base_environ={"SERVER_NAME": "localhost", "SERVER_PORT": "0", "SCRIPT_NAME": ""},
    )
    if not isinstance(place, socket.socket):
        StreamHandler((place["in"].buffer, place["out"].buffer), ("stream", 0), server)
        return
    while True:
        connection, _ = place.accept()
        with connection:
            WSGIRequestHandler(connection, ("socket", 0), server)


main(sys.argdata)
