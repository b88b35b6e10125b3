"""A server over a granted listening socket, for one connection of `openssl s_client`."""

import asyncio
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("/dev/fd/5/server.pem", "/dev/fd/5/server.key")


def plain(place):
    connection, _ = place.accept()
    with context.wrap_socket(connection, server_side=True) as stream:
        with stream.makefile("rb") as lines:
            stream.sendall(b"server heard " + lines.readline())
        stream.unwrap()


async def with_asyncio(place):
    heard = asyncio.Event()

    async def serve(reader, writer):
        writer.write(b"server heard " + await reader.readline())
        await writer.drain()
        writer.close()
        heard.set()

    async with await asyncio.start_server(serve, sock=place, ssl=context):
        await heard.wait()


if sys.argdata["asyncio"]:
    asyncio.run(with_asyncio(sys.argdata["place"]))
else:
    plain(sys.argdata["place"])
