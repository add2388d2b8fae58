"""Why a request has no reply, in one line for a person.

No text of a library passes that might hold a header.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator

from postlude.https.policy import Target
from postlude.https.replies import TIMED_OUT, NetworkFailure


def failure_of(error: BaseException, target: Target, *, answered: bool) -> NetworkFailure:
    """The failure for ``error``, which requests or urllib3 raised on the way to ``target``.

    ``answered``: the reply had begun.
    """
    unreachable = unanswered = False
    if not answered:
        from urllib3 import exceptions as urllib3

        causes = list(_causes(error))
        unreachable = any(isinstance(each, urllib3.NewConnectionError | socket.gaierror) for each in causes)
        # TLS and certificates don't mend themselves.
        unanswered = not any(isinstance(each, ssl.SSLError) for each in causes) and any(
            isinstance(each, urllib3.ProtocolError | http.client.HTTPException | ConnectionError)
            for each in causes
        )
    return NetworkFailure(explain(error, target), unreachable=unreachable, unanswered=unanswered)


def explain(error: BaseException, target: Target) -> str:
    """The message for ``error``, which requests or urllib3 raised on the way to ``target``."""
    import requests
    from urllib3 import exceptions as urllib3

    where = target.authority
    causes = list(_causes(error))

    def caused_by(*types: type[BaseException]) -> BaseException | None:
        return next((cause for cause in causes if isinstance(cause, types)), None)

    if refused := caused_by(ssl.SSLCertVerificationError):
        assert isinstance(refused, ssl.SSLCertVerificationError)
        return f"the certificate of {where} is not valid: {refused.verify_message.rstrip('.')}"
    if caused_by(socket.gaierror):
        return f"the server {target.host} could not be found"
    if caused_by(requests.exceptions.ProxyError, urllib3.ProxyError):
        return f"the proxy does not connect to {where}"
    # Before the timeouts: NewConnectionError counts as one of them in urllib3.
    if caused_by(urllib3.NewConnectionError, ConnectionRefusedError):
        return f"could not connect to {where}"
    if caused_by(requests.exceptions.Timeout, urllib3.TimeoutError, TimeoutError):
        return TIMED_OUT
    if caused_by(ssl.SSLError):
        return f"no secure connection to {where} (TLS failed)"
    if caused_by(urllib3.ProtocolError, http.client.HTTPException, ConnectionError):
        return f"{where} closed the connection before its reply was complete"
    return f"the request to {where} failed ({type(error).__name__})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """``error`` and all that led to it; urllib3 also hides causes in arguments and ``reason``."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        others = [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
        waiting.extend(other for other in others if isinstance(other, BaseException))
