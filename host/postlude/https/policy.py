"""Where a request may go, and what its headers may hold.

HTTPS only. Plain ``http`` passes only where the caller says so, and then only to this machine (the user's own
``openai_base_url``). A URL is taken apart here once and put together again from its parts, so that no later
parser can read another host into it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from postlude.https.replies import NetworkFailure

DEFAULT_PORTS = {"https": 443, "http": 80}

# RFC 3986 allows these, and "%", after the authority. Everything else must be percent-encoded.
_PATH_CHARACTERS = "-._~!$&'()*+,;=:@/?"
_PATH = re.compile(r"[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.?\Z")
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+\-.^_`|~]+\Z")

# What a script must not say about the connection itself: framing and routing belong to the host.
_HOP_HEADERS = frozenset(
    {
        *("host", "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect"),
        *("proxy-connection", "proxy-authenticate", "proxy-authorization"),
    }
)

# All that follows a redirect to another place. Whatever else a script set may be a credential.
_TRAVELLING_HEADERS = frozenset({"accept", "accept-language", "accept-encoding", "user-agent", "range"})

Origin = tuple[str, str, int]


@dataclass(frozen=True)
class Target:
    """A checked URL in its parts: ``host`` in lower case and ASCII, ``rest`` the path with its query."""

    scheme: str
    host: str
    port: int
    rest: str

    @property
    def origin(self) -> Origin:
        return (self.scheme, self.host, self.port)

    @property
    def authority(self) -> str:
        """``host`` or ``host:port``, as it stands in a URL and in the list of requests."""
        is_usual = self.port == DEFAULT_PORTS[self.scheme]
        return self.endpoint.removesuffix(f":{self.port}") if is_usual else self.endpoint

    @property
    def endpoint(self) -> str:
        """``host:port``, the port always."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{name}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.rest}"


def is_local_host(host: str) -> bool:
    """Whether ``host`` is literally this machine: ``localhost``, or a loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def parse_target(url: str, *, local_http: bool = False, platform: str = "mac") -> Target:
    """Check ``url`` and take it apart; :class:`NetworkFailure` says why it will not be fetched.

    macOS does not accept a URL with a character that must be percent-encoded ("unsupported URL"); Windows
    encodes it. The fragment is dropped, as every client does.
    """
    if _CONTROL.search(url) or "\\" in url:
        raise NetworkFailure("unsupported URL: it holds a control character or a backslash")
    scheme, separator, _ = url.partition("://")
    scheme = scheme.lower()
    if not separator or not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme):
        raise NetworkFailure("unsupported URL: it must begin with https://")
    if scheme not in DEFAULT_PORTS:
        raise NetworkFailure(f"unsupported URL: {scheme} is not allowed, only https")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NetworkFailure(f"unsupported URL: {error}") from None
    if "@" in parts.netloc:
        raise NetworkFailure("unsupported URL: a user name or password in a URL is not allowed")
    host = _host(parts.netloc)
    if scheme == "http" and not (local_http and is_local_host(host)):
        raise NetworkFailure(f"HTTPS is required: http to {host} is not allowed")
    if port == 0:
        raise NetworkFailure("unsupported URL: port 0")
    rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not _PATH.match(rest):
        if platform != "windows":
            raise NetworkFailure(
                "unsupported URL: a character in it must be percent-encoded (see url_escape)"
            )
        rest = quote(rest, safe=_PATH_CHARACTERS + "%", errors="surrogateescape")
    return Target(scheme, host, port if port is not None else DEFAULT_PORTS[scheme], rest)


def _host(netloc: str) -> str:
    """The host of ``host``, ``host:port`` or ``[v6]:port``, lower case, an international name in ASCII."""
    bracketed = re.match(r"\[([^\[\]]*)\](?::\d*)?\Z", netloc)
    if bracketed:
        try:
            address = ipaddress.IPv6Address(bracketed[1])
            if address.scope_id is None:
                return str(address)
            raise ValueError
        except ValueError:
            raise NetworkFailure("unsupported URL: not an IPv6 address") from None
    host = netloc.partition(":")[0].lower()
    if not host.isascii():
        ascii_host = _idna(host)
        # A name that only looks international (full-width letters) would change into another one here.
        if "xn--" not in ascii_host:
            raise NetworkFailure("unsupported URL: the host name is not a valid international name")
        host = ascii_host
    if not _HOST.match(host):
        raise NetworkFailure("unsupported URL: not a valid host name")
    return host


def _idna(host: str) -> str:
    import idna

    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise NetworkFailure("unsupported URL: the host name is not a valid international name") from None


def check_headers(headers: Mapping[str, str], body: bytes | None) -> list[tuple[str, str]]:
    """The headers of a script as they may be sent; :class:`NetworkFailure` on one that may not.

    Refused: a name or value that could end the line, a name given twice in different case, and whatever
    steers the connection rather than the request (``Host``, ``Connection``, ...). ``Content-Length`` passes
    if it is right.
    """
    checked: list[tuple[str, str]] = []
    seen: set[str] = set()
    for name, value in headers.items():
        lower = name.lower()
        if not _TOKEN.match(name):
            raise NetworkFailure("not a valid header name")
        if _CONTROL.search(value.replace("\t", " ")):
            raise NetworkFailure(f"the header {name} holds a line break or another control character")
        if lower in seen:
            raise NetworkFailure(f"the header {name} is given twice")
        seen.add(lower)
        if lower in _HOP_HEADERS:
            raise NetworkFailure(f"the header {name} is not a script's to set")
        if lower == "content-length":
            if value.strip() != str(len(body or b"")):
                raise NetworkFailure("the header Content-Length is wrong; leave it out")
            continue
        checked.append((name, value.strip(" \t")))
    return checked


def headers_elsewhere(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of ``headers`` that may follow a redirect to another origin: no credential among them."""
    return [(name, value) for name, value in headers if name.lower() in _TRAVELLING_HEADERS]


def server_name(url: str, platform: str = "mac") -> str:
    """The host name in ``url``, or ``""`` where there is none.

    On Windows a ``file:`` URL has no host; on macOS a URL with a character that must be encoded has none.
    """
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\]*)([^\0]*)\Z", url)
    if not match:
        return ""
    scheme, authority, rest = match.groups()
    if platform == "windows":
        if scheme.lower() == "file":
            return ""
    elif not _PATH.match(rest.replace("#", "", 1)) or re.search(r"[^!-~]", authority):
        return ""
    host = authority.rpartition("@")[2]
    bracketed = re.match(r"\[([^\]]*)\]", host)
    return bracketed[1] if bracketed else host.partition(":")[0]


# macOS: all that a query may hold stays. Windows: UrlEscape for one segment, which takes "&", "/" and "?" too
# ("&" as Wine's implementation and its tests have it).
_MAC_STAYS = "-._~!$&'()*+,;=:@/?"
_WINDOWS_STAYS = "-._~!$'()*+,;=:@"


def url_escape(text: bytes, platform: str = "mac") -> str:
    """``text`` (UTF-8) with percent codes, as the platform's own function makes them.

    ``?`` and ``/`` are encoded on Windows and stay on macOS. Bytes that are not UTF-8 give ``""`` on macOS
    and U+FFFD on Windows. Both stop at a NUL, which ends a string there.
    """
    text = text.partition(b"\0")[0]
    if platform == "windows":
        return quote(text.decode("utf-8", "replace"), safe=_WINDOWS_STAYS)
    try:
        return quote(text.decode("utf-8"), safe=_MAC_STAYS)
    except UnicodeDecodeError:
        return ""
