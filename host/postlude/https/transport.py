"""Connections: TLS settings, connecting elsewhere (``--resolve``), and getting hold of a socket to abort it.

The only module, with :mod:`postlude.https.session`, that knows requests and urllib3; imported at the first
request, because requests takes 100 ms to import.
"""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import threading
from collections.abc import Mapping
from functools import lru_cache
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import certifi
import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.poolmanager import PoolManager

from postlude.errors import UsageError
from postlude.https.resolve import Place
from postlude.https.session import MOST_AT_ONCE


class ConnectionHolder(threading.local):
    """The connection that the calling thread is using, for whoever wants to cut it."""

    claim: Any = None
    """``Callable[[connection], None]`` of the exchange that runs in this thread."""


current = ConnectionHolder()


def make_context(ca_file: Path | None) -> ssl.SSLContext:
    """Verified TLS 1.2 or later: the system's authorities, certifi's, and one more file if given.

    certifi's are added because Python on macOS often has none of the system's. Sessions with the same authorities
    share a context: reading them takes 40 ms.
    """
    system = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if ca_file is None:
        return _context(None, None, system)
    try:
        now = ca_file.stat()
        return _context(os.fspath(ca_file), (now.st_mtime_ns, now.st_size, now.st_ino), system)
    except (OSError, ssl.SSLError) as error:
        raise UsageError(f"--ca-file {ca_file}: not a readable PEM file ({error})") from None


@lru_cache(maxsize=8)
def _context(ca_file: str | None, stamp: object, system: object) -> ssl.SSLContext:
    """The context of a file as it is now (``stamp``), with the system's authorities from where ``system`` says."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(certifi.where())
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context


def make_session(resolve: Mapping[Place, Place], ca_file: Path | None) -> requests.Session:
    """A session that reads no environment, keeps no cookies, follows nothing and retries nothing."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = _Adapter(make_context(ca_file), _pools(resolve))
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def cut(connection: Any) -> None:
    """End a connection that another thread is using: its next read or write fails at once."""
    sock = getattr(connection, "sock", None)
    if isinstance(sock, socket.socket):
        # Not SSLSocket.shutdown: it takes the TLS object away under the reading thread.
        # An error means that it is not connected any more, which is what was wanted.
        with contextlib.suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Adapter(HTTPAdapter):
    def __init__(self, context: ssl.SSLContext, pools: dict[str, type[HTTPConnectionPool]]) -> None:
        self._context = context
        self._pools = pools
        super().__init__(max_retries=0, pool_maxsize=MOST_AT_ONCE + 4)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)
        self._use_pools(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs, ssl_context=self._context)
        self._use_pools(manager)
        return manager

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        # The context has the authorities; requests would load its own bundle for each connection again.
        conn.cert_reqs = "CERT_REQUIRED"

    def _use_pools(self, manager: PoolManager) -> None:
        manager.pool_classes_by_scheme = dict(self._pools)


def _pools(resolve: Mapping[Place, Place]) -> dict[str, type[HTTPConnectionPool]]:
    """Connection pools whose connections know ``resolve`` and make themselves known to their exchange."""

    def elsewhere(connection: HTTPConnection) -> socket.socket | None:
        if current.claim is not None:
            current.claim(connection)
        place = resolve.get((connection.host.lower().strip("[]"), connection.port or 0))
        return None if place is None else _connect(connection, place)

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return elsewhere(self) or super()._new_conn()

        def putrequest(self, *args: Any, **kwargs: Any) -> None:
            if current.claim is not None:
                current.claim(self)
            super().putrequest(*args, **kwargs)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return elsewhere(self) or super()._new_conn()

        def putrequest(self, *args: Any, **kwargs: Any) -> None:
            if current.claim is not None:
                current.claim(self)
            super().putrequest(*args, **kwargs)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _connect(connection: HTTPConnection, place: Place) -> socket.socket:
    timeout = connection.timeout if isinstance(connection.timeout, int | float) else None
    try:
        sock = socket.create_connection(place, timeout)
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "timed out") from error
    except OSError as error:
        raise NewConnectionError(connection, str(error)) from error
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock
