"""What of the network is refused, what would answer it, and what was granted under an address."""

import sys

ENOTCAPABLE = 134


def _no_socket():
    return OSError(
        ENOTCAPABLE,
        "No socket can be made: grant one as !socket { listen: ADDRESS } or "
        "!socket { connect: ADDRESS } and use socket.socket(fileno=N)",
    )


def _no_name(host):
    return (
        f"No names are looked up, and {host!r} is no address: grant the connection as "
        "!socket { connect: ADDRESS }"
    )


def patch_socket(socket):
    plain = socket.socket.__init__

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        try:
            plain(self, family, type, proto, fileno)
        except OSError as error:
            if fileno is None and error.errno == ENOTCAPABLE:
                raise _no_socket() from None
            raise

    start = socket.socket.listen

    def listen(self, *backlog):
        try:
            start(self, *backlog)
        except OSError as error:
            # asyncio asks whatever it is handed to listen; a granted one does, with its backlog.
            listens = self.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if error.errno != ENOTCAPABLE or not listens:
                raise

    __init__.__wrapped__ = plain
    socket.socket.__init__ = __init__
    socket.socket.listen = listen
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _naming_the_host(socket, getattr(socket, name)))


def _naming_the_host(socket, look_up):
    def call(host, *arguments, **options):
        try:
            return look_up(host, *arguments, **options)
        except OSError as error:
            if error.errno in (socket.EAI_SYSTEM, ENOTCAPABLE):
                raise socket.gaierror(socket.EAI_NONAME, _no_name(host)) from None
            raise

    call.__name__ = call.__qualname__ = look_up.__name__
    call.__doc__ = look_up.__doc__
    return call


def _listening_at(address):
    """The granted socket that listens where a server asks to: at its port or any, at its host or any.

    A copy, so that closing the server leaves the grant.
    """
    import os
    import socket
    import stat

    for number in sys.grants.values():
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            continue
        copy = socket.socket(fileno=os.dup(number))
        held = copy.getsockname() if copy.family in (socket.AF_INET, socket.AF_INET6) else None
        if (
            held is not None
            and copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            and address[1] in (held[1], 0)
            and address[0] in (held[0], "", None, "0.0.0.0", "::")
        ):
            return copy
        copy.close()
    return None


def patch_socketserver(socketserver):
    server = socketserver.TCPServer
    plain, bind = server.__init__, server.server_bind

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        granted = None
        if isinstance(server_address, tuple):
            granted = _listening_at(server_address)
        if granted is None:
            return plain(self, server_address, RequestHandlerClass, bind_and_activate)
        socketserver.BaseServer.__init__(self, server_address, RequestHandlerClass)
        self._fdport_granted = self.socket = granted
        self.address_family = granted.family
        if bind_and_activate:
            self.server_bind()
            self.server_activate()

    def server_bind(self):
        if getattr(self, "_fdport_granted", None) is not self.socket:
            return bind(self)
        self.server_address = self.socket.getsockname()

    server.__init__, server.server_bind = __init__, server_bind
    socketserver.BaseRequestHandler.__init_subclass__ = classmethod(_keep_quiet)


def _keep_quiet(handler):
    """Lets http.server's handler, which may be that of __main__, not fail for want of a stream to log to."""
    if handler.__name__ != "BaseHTTPRequestHandler":
        return
    plain = handler.log_message

    def log_message(self, format, *args):
        if sys.stderr is not None:
            plain(self, format, *args)

    handler.log_message = log_message


def patch_asyncio_base_events(base_events):
    loop = base_events.BaseEventLoop
    plain = loop.create_server

    async def create_server(self, protocol_factory, host=None, port=None, *, sock=None, **options):
        if sock is None and (host is not None or port is not None):
            sock = _listening_at((host, port))
            if sock is None:
                # It would say only that it could not bind.
                raise _no_socket()
            # These are said of a socket that is yet to be made.
            for name in ("family", "flags", "reuse_address", "reuse_port", "keep_alive"):
                options.pop(name, None)
            host = port = None
        return await plain(self, protocol_factory, host, port, sock=sock, **options)

    loop.create_server = create_server
