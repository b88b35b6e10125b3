"""An ASGI application, and a small server for it over asyncio, on whatever was granted."""

import asyncio
import socket
import sys

from page import answer


async def application(scope, receive, send):
    event = await receive()
    status, kind, data = answer(b"asgi", scope["method"], scope["path"], event["body"])
    headers = [(b"content-type", kind.encode()), (b"content-length", b"%d" % len(data))]
    await send({"type": "http.response.start", "status": int(status[:3]), "headers": headers})
    await send({"type": "http.response.body", "body": data})


async def serve(reader, writer):
    method, path, _ = (await reader.readline()).decode().split()
    headers = []
    while line := (await reader.readline()).strip():
        name, value = line.split(b":", 1)
        headers.append((name.lower(), value.strip()))
    body = await reader.readexactly(int(dict(headers).get(b"content-length", 0)))

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event):
        if event["type"] == "http.response.start":
            writer.write(b"HTTP/1.1 %d OK\r\nConnection: close\r\n" % event["status"])
            for header in event["headers"]:
                writer.write(b"%s: %s\r\n" % header)
            writer.write(b"\r\n")
        else:
            writer.write(event["body"])
            await writer.drain()

    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    await application(scope, receive, send)
    writer.close()


async def streams(place):
    """Reader and writer of two files that can be waited for: pipes, sockets, terminals."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), place["in"])
    transport, protocol = await loop.connect_write_pipe(
        lambda: asyncio.streams.FlowControlMixin(loop), place["out"]
    )
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop)


async def main(place):
    if isinstance(place, socket.socket):
        async with await asyncio.start_server(serve, sock=place) as server:
            await server.serve_forever()
    else:
        await serve(*await streams(place))


asyncio.run(main(sys.argdata))
