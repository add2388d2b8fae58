"""A real HTTPS server on loopback for tests: replies by address, and what was asked of it.

It has a certificate for whatever host is asked for, of an authority that a run is told to trust.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from postlude.errors import UsageError

if TYPE_CHECKING:
    import trustme

OPENAI = "https://api.openai.com/v1/chat/completions"


@dataclass
class Request:
    """A request as it arrived. ``url`` has the query; ``headers`` have names in lower case."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        """The body, decoded. Raises ValueError for one that is no JSON."""
        return json.loads(self.body)


@dataclass
class Reply:
    """What is answered: ``body`` is text, bytes, or anything else for JSON."""

    status: int = 200
    body: Any = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0
    """Seconds that the server waits with it."""

    @property
    def data(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


Answer = Reply | Callable[[Request], Reply]


class HttpsServer:
    """Replies to the addresses that a test names; any other is answered 404, and ``requests`` holds them all."""

    def __init__(self, folder: Path) -> None:
        self.requests: list[Request] = []
        self.failure: BaseException | None = None
        """What the function that a test gave as a reply raised."""
        self._over = threading.Event()
        self._routes: dict[str, Answer] = {}
        self._hosts: set[str] = set()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self.ca_file = folder / "authority.pem"
        self._authority = _authority(self.ca_file)
        self._listener = _Listener(self)
        self._thread = threading.Thread(target=self._listener.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def reply(
        self,
        url: str,
        body: Any = "",
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        delay: float = 0,
    ) -> None:
        """Answer ``url`` (without its query) so from now on, after ``delay`` seconds. ``body`` is text, bytes, anything
        else for JSON, or a function that is given the :class:`Request` and returns one of these or a :class:`Reply`."""
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.port not in (None, 443):
            raise UsageError(f"https_server: {url!r} is no address such as https://example.com/path")
        self._hosts.add(parts.hostname)
        place = f"https://{parts.hostname}{parts.path or '/'}"
        if callable(body):
            function = body
            self._routes[place] = lambda request: _as_reply(function(request))
        else:
            self._routes[place] = Reply(status, body, headers or {}, delay)

    @property
    def settings(self) -> dict[str, Any]:
        """What ``Host.run`` needs to reach it under the hosts of its replies, and to approve requests to them."""
        port, hosts = self._listener.server_address[1], frozenset(self._hosts)
        return {
            "resolve": {(host, 443): ("127.0.0.1", port) for host in hosts},
            "ca_file": self.ca_file,
            "approve": lambda script, host, port: host in hosts and port == 443,
        }

    def clear(self) -> None:
        """Forget replies and requests: another test begins."""
        self._over.set()
        self._over = threading.Event()
        self.requests.clear()
        self._routes.clear()
        self._hosts.clear()
        self.failure = None

    def close(self) -> None:
        self._over.set()
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()

    def answer(self, request: Request) -> Reply:
        """What a request gets, when it is time; it is remembered."""
        over = self._over
        self.requests.append(request)
        reply = self._chosen(request)
        if reply.delay:
            over.wait(reply.delay)
        return reply

    def _chosen(self, request: Request) -> Reply:
        found = self._routes.get(request.url.partition("?")[0])
        if found is None:
            return Reply(404, f"the test has no reply for {request.url}")
        if isinstance(found, Reply):
            return found
        try:
            return found(request)
        except BaseException as error:
            self.failure = self.failure or error
            return Reply(500, f"the test's reply failed: {error}")

    def context(self, host: str | None) -> ssl.SSLContext:
        """TLS with a certificate for that host."""
        name = host or "localhost"
        found = self._contexts.get(name)
        if found is None:
            found = self._contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._authority.issue_cert(name).configure_cert(found)
        return found


def _as_reply(value: Any) -> Reply:
    return value if isinstance(value, Reply) else Reply(200, value)


def _authority(path: Path) -> trustme.CA:
    try:
        import trustme
    except ImportError:
        raise UsageError(
            "https_server needs Postlude's extra testing: pip install 'postlude[testing]'"
        ) from None
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(path))
    return authority


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, owner: HttpsServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.owner = owner
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.sni_callback = self._choose

    def _choose(self, sock: Any, name: str | None, _: ssl.SSLContext) -> None:
        sock.context = self.owner.context(name)

    def get_request(self) -> tuple[Any, Any]:
        sock, address = super().get_request()
        sock.settimeout(10)
        # The handshake happens at the first read, in the handler's thread.
        return self._tls.wrap_socket(sock, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is the plugin's own affair."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener
    # One TCP segment for the head and the body, or each reply waits for a delayed ACK.
    wbufsize = -1
    disable_nagle_algorithm = True

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        host = (self.headers.get("Host") or "localhost").partition(":")[0]
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.owner.answer(Request(self.command, f"https://{host}{self.path}", headers, body))
        data = reply.data
        self.send_response(reply.status)
        named = {name.lower() for name in reply.headers}
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not isinstance(reply.body, (str, bytes)) and "content-type" not in named:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are remembered, not logged."""


class OpenAIReplies:
    """A language model that says what a test wants: texts in their order, or what a function makes of the last message.

    ``failure(status, message)`` among the texts is an error of the server, a :class:`Reply` anything that it may send.
    """

    def __init__(self, server: HttpsServer, replies: Iterable[Any], key: str | None) -> None:
        self._replies = list(replies)
        self.key = key
        """The key that plugins find in the environment, None without one."""
        self.asked: list[dict[str, Any]] = []
        """The requests, decoded."""
        server.reply(OPENAI, self._answer)

    @property
    def texts(self) -> list[str]:
        """The last message of each request."""
        return [_last_message(request) for request in self.asked]

    def _answer(self, request: Request) -> Reply:
        content = request.json
        self.asked.append(content)
        if len(self._replies) == 1 and callable(self._replies[0]):
            said = self._replies[0](_last_message(content))
        elif len(self.asked) <= len(self._replies):
            said = self._replies[len(self.asked) - 1]
        else:
            said = failure(
                500, f"the test has {len(self._replies)} replies, this is request {len(self.asked)}"
            )
        if isinstance(said, Reply):
            return said
        message = {"role": "assistant", "content": said}
        return Reply(200, {
            "id": "chatcmpl-test", "object": "chat.completion", "model": content.get("model"),
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        })  # fmt: skip


def failure(status: int, message: str) -> Reply:
    """An answer of OpenAI's server that is an error."""
    return Reply(status, {"error": {"message": message, "type": "invalid_request_error", "code": None}})


def _last_message(content: Any) -> str:
    messages = content.get("messages") or [{}]
    return str(messages[-1].get("content", ""))
