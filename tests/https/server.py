"""A real HTTPS server on loopback that answers by path, misbehaves on demand and remembers requests.

Its certificate is good for the names of ``NAMES``; who asks for one of ``BAD_NAMES`` gets a certificate of
another authority, for another name, or one that has expired. ``--resolve`` leads all of them here.
"""

from __future__ import annotations

import datetime
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme
from requests.structures import CaseInsensitiveDict

from postlude.https.resolve import parse_resolve

NAMES = (
    *("api.openai.com", "example.com", "other.example.com", "localhost", "127.0.0.1"),
    *("ssl.gstatic.com", "httpbin.org", "robertgpatterson.com"),  # which RGP Lua's own tests call
)
BAD_NAMES = ("other-authority.example.com", "wrong-name.example.com", "expired.example.com")


@dataclass
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    headers: CaseInsensitiveDict[str]
    body: bytes
    server_name: str | None
    connection: int
    """The client's port: equal for requests over one connection."""

    def text(self) -> bytes:
        """All of it, to search for what must not be there."""
        return json.dumps([self.method, self.path, dict(self.headers)]).encode() + self.body


Route = Callable[["Handler"], None]


@dataclass
class Server:
    port: int
    ca_file: Path
    routes: dict[str, Route] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def resolve_options(self, *names: str) -> list[str]:
        """``--resolve`` options that lead each name (default: all), on 443, to this server."""
        return [f"{name}:443:127.0.0.1:{self.port}" for name in names or NAMES + BAD_NAMES]

    def resolve(self, *names: str) -> dict[tuple[str, int], tuple[str, int]]:
        return parse_resolve(self.resolve_options(*names))

    def route(self, path: str, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """Answer ``path`` (without query) so from now on; ``_`` in a header's name stands for ``-``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes[path] = lambda handler: handler.answer(status, body, named)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: Server
    body: bytes
    # One TCP segment for the head and the body, or each reply waits for a delayed ACK.
    wbufsize = -1
    disable_nagle_algorithm = True

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:  # the client went away, or does not like the certificate
            self.close_connection = True

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        self.owner.seen.append(
            Seen(
                self.command,
                self.path,
                CaseInsensitiveDict(self.headers.items()),
                self.body,
                getattr(self.connection, "asked_for", None),
                self.client_address[1],
            )
        )
        self.owner.routes.get(self.path.partition("?")[0], _missing)(self)
        self.wfile.flush()

    do_POST = do_GET

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _missing(handler: Handler) -> None:
    handler.answer(404, b"nothing here")


def _echo(handler: Handler) -> None:
    """All that arrived, as JSON."""
    arrived = {"path": handler.path, "headers": dict(handler.headers.items())}
    handler.answer(200, json.dumps(arrived | {"data": handler.body.decode("latin-1")}).encode())


def drip(handler: Handler) -> None:
    """A complete head, then one byte of the body every 20 ms, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    _bytes_for_ever(handler)


def drip_head(handler: Handler) -> None:
    """A header that never ends, one byte every 20 ms."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _bytes_for_ever(handler)


def _bytes_for_ever(handler: Handler) -> None:
    handler.close_connection = True
    while not handler.owner.stopping.wait(0.02):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def silent(handler: Handler) -> None:
    """No answer at all, as long as the server lives or the client waits."""
    handler.close_connection = True
    handler.connection.settimeout(5)
    handler.rfile.read(1)


def cut_off(handler: Handler) -> None:
    """Half of the body that was promised."""
    handler.close_connection = True
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half of it")


def cut_off_chunked(handler: Handler) -> None:
    handler.close_connection = True
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"40\r\nnot 64 bytes")


def closed(handler: Handler) -> None:
    """The connection ends without an answer."""
    handler.close_connection = True


def _openai_error(message: str, kind: str) -> bytes:
    return json.dumps({"error": {"message": message, "type": kind, "param": None, "code": None}}).encode()


COMPLETION = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "model": "gpt-4o",
    "choices": [
        {"index": 0, "message": {"role": "assistant", "content": "A-ve Ma-ri-a"}, "finish_reason": "stop"}
    ],
    "usage": {"prompt_tokens": 7, "completion_tokens": 6, "total_tokens": 13},
    "system_fingerprint": None,
}


def _standard_routes(server: Server) -> None:
    server.routes.update(
        {
            "/echo": _echo,
            "/drip": drip,
            "/drip-head": drip_head,
            "/silent": silent,
            "/cut-off": cut_off,
            "/cut-off-chunked": cut_off_chunked,
            "/closed": closed,
        }
    )
    server.route("/ok", 200, b"all is well")
    server.route("/binary", 200, bytes(range(256)))
    server.route("/401", 401, _openai_error("Incorrect API key provided.", "invalid_request_error"))
    server.route("/429", 429, _openai_error("Rate limit reached.", "tokens"), Retry_After="0")
    server.route("/500", 500, b"<html>Internal Server Error</html>", Content_Type="text/html")
    server.route("/not-json", 200, b"<html>surprise</html>", Content_Type="text/html")
    server.route("/completion", 200, json.dumps(COMPLETION).encode(), Content_Type="application/json")
    server.route("/redirect-here", 302, b"", Location="/echo")
    server.route("/redirect-elsewhere", 307, b"", Location="https://other.example.com/echo")
    server.route("/redirect-http", 301, b"", Location="http://example.com/echo")
    server.route("/redirect-round", 302, b"", Location="/redirect-round")


def _authority(tmp: Path) -> tuple[Path, Callable[[str | None], ssl.SSLContext]]:
    authority, other = trustme.CA(), trustme.CA()
    ca_file = tmp / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    past = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    certificates = {
        None: authority.issue_cert(*NAMES),
        "other-authority.example.com": other.issue_cert("other-authority.example.com"),
        "wrong-name.example.com": authority.issue_cert("right-name.example.com"),
        "expired.example.com": authority.issue_cert("expired.example.com", not_after=past),
    }
    contexts: dict[str | None, ssl.SSLContext] = {}
    for name, certificate in certificates.items():
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(contexts[name])
    return ca_file, lambda name: contexts.get(name, contexts[None])


@pytest.fixture(scope="session")
def _https_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    ca_file, context_for = _authority(tmp_path_factory.mktemp("ca"))
    main = context_for(None)

    def choose(sock: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
        sock.context = context_for(name)
        sock.asked_for = name  # type: ignore[attr-defined]

    main.sni_callback = choose

    class Listener(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self) -> tuple[socket.socket, Any]:
            sock, address = super().get_request()
            sock.settimeout(5)
            # The handshake happens at the first read, in the handler's thread.
            return main.wrap_socket(sock, server_side=True, do_handshake_on_connect=False), address

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a client that refuses the certificate is part of the tests

    listener = Listener(("127.0.0.1", 0), Handler)
    server = Server(listener.server_address[1], ca_file)
    Handler.owner = server
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.stopping.set()
    listener.shutdown()
    listener.server_close()
    thread.join()


@pytest.fixture
def http_server() -> Iterator[Server]:
    """The same without TLS, as local models have it."""
    listener = ThreadingHTTPServer(("127.0.0.1", 0), type("PlainHandler", (Handler,), {}))
    server = Server(listener.server_address[1], Path())
    listener.RequestHandlerClass.owner = server  # type: ignore[attr-defined]
    _standard_routes(server)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.stopping.set()
    listener.shutdown()
    listener.server_close()
    thread.join()


@pytest.fixture
def https_server(_https_server: Server) -> Server:
    """The server of the session, with its standard routes and nothing seen yet."""
    _https_server.routes.clear()
    _https_server.seen.clear()
    _standard_routes(_https_server)
    return _https_server
