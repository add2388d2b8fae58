"""One request and its whole answer, over a session of :mod:`postlude.https.transport`."""

from __future__ import annotations

from collections.abc import Iterator

import requests

from postlude import __version__
from postlude.https.exchange import Exchange
from postlude.https.failures import failure_of
from postlude.https.policy import Target, parse_target
from postlude.https.replies import NetworkFailure, Reply

USER_AGENT = f"Postlude/{__version__}"


def send(
    session: requests.Session,
    exchange: Exchange,
    method: str,
    target: Target,
    headers: list[tuple[str, str]],
    body: bytes | None,
    most_bytes: int,
    proxies: dict[str, str],
) -> Reply:
    """Send one request and take its whole answer; :class:`NetworkFailure` in words for a person otherwise."""
    fields = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    if body is not None:
        # What both platforms send with data of unknown kind.
        fields["Content-Type"] = "application/x-www-form-urlencoded"
    given = {name.lower() for name, _ in headers}
    fields = {name: value for name, value in fields.items() if name.lower() not in given}
    # http.client wants Latin-1: each byte of a header as it is.
    for name, value in headers:
        fields[name] = value.encode("utf-8", "surrogateescape").decode("latin-1")
    prepared = requests.Request(method, target.url, headers=fields, data=body).prepare()
    if parse_target(prepared.url or "", local_http=True).origin != target.origin:
        raise NetworkFailure("unsupported URL")
    left = max(0.001, exchange.remaining)
    answered = False
    try:
        response = session.send(
            prepared, stream=True, allow_redirects=False, timeout=(left, left), verify=True, proxies=proxies
        )
        answered = True
        with response:
            named = {name.lower(): value for name, value in response.headers.items()}
            head = Reply(response.status_code, response.reason or "", b"", named)
            body = _body(response, exchange, head, target, most_bytes)
            return Reply(head.status, head.reason, body, named)
    except NetworkFailure:
        raise
    except Exception as error:
        raise failure_of(error, target, answered=answered) from None


def _body(
    response: requests.Response, exchange: Exchange, head: Reply, target: Target, most_bytes: int
) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in _pieces(response, exchange.streams):
        size += len(piece)
        if size > most_bytes:
            raise NetworkFailure(f"{target.authority} sent more than {most_bytes} bytes")
        pieces.append(piece)
        exchange.arrived(head, piece)
    declared = response.headers.get("Content-Length", "")
    # Older urllib3 takes a reply that ends too early for a whole one.
    if declared.isdigit() and size < int(declared) and "Transfer-Encoding" not in response.headers:
        raise NetworkFailure(f"{target.authority} closed the connection before its reply was complete")
    return b"".join(pieces)


def _pieces(response: requests.Response, at_once: bool) -> Iterator[bytes]:
    """The body as it comes; ``at_once`` without waiting until a piece is of some size."""
    raw = response.raw
    read = getattr(getattr(raw, "_fp", None), "read1", None)
    if not at_once or response.headers.get("Transfer-Encoding") or read is None:
        # urllib3 gives each chunk when it is there.
        yield from raw.stream(65536, decode_content=False)
        return
    while piece := read(65536):
        yield piece
