"""Servers that are written for addresses take the granted sockets that listen there."""

import asyncio
import http.server
import socketserver
import sys
import threading

PORT = sys.argdata["socket"].getsockname()[1]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"served by " + type(self.server).__name__.encode())


if sys.argdata["kind"] == "asyncio":

    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.0 200 OK\r\n\r\nserved by asyncio")
        await writer.drain()
        writer.close()

    async def main():
        server = await asyncio.start_server(serve, "127.0.0.1", PORT)
        await server.serve_forever()

    asyncio.run(main())
else:
    http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
