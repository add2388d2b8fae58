"""One request and its whole answer, over a session of :mod:`postlude.https.transport`."""

from __future__ import annotations

import requests

from postlude import __version__
from postlude.https.exchange import Exchange
from postlude.https.failures import explain
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
    try:
        response = session.send(
            prepared, stream=True, allow_redirects=False, timeout=(left, left), verify=True, proxies=proxies
        )
        with response:
            return Reply(
                status=response.status_code,
                reason=response.reason or "",
                body=_body(response, target, most_bytes),
                headers={name.lower(): value for name, value in response.headers.items()},
            )
    except NetworkFailure:
        raise
    except Exception as error:
        raise NetworkFailure(explain(error, target)) from None


def _body(response: requests.Response, target: Target, most_bytes: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.raw.stream(65536, decode_content=False):
        size += len(piece)
        if size > most_bytes:
            raise NetworkFailure(f"{target.authority} sent more than {most_bytes} bytes")
        pieces.append(piece)
    declared = response.headers.get("Content-Length", "")
    # Older urllib3 takes a reply that ends too early for a whole one.
    if declared.isdigit() and size < int(declared) and "Transfer-Encoding" not in response.headers:
        raise NetworkFailure(f"{target.authority} closed the connection before its reply was complete")
    return b"".join(pieces)
