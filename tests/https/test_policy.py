"""URLs and headers: what passes, what does not, and the two functions of RGP Lua that only look at text."""

from __future__ import annotations

import pytest

from postlude.https.policy import Target, check_headers, parse_target, server_name, url_escape
from postlude.https.replies import NetworkFailure


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.com", Target("https", "example.com", 443, "/")),
        ("HTTPS://Example.COM:443/a?b=c#d", Target("https", "example.com", 443, "/a?b=c")),
        ("https://example.com:8443?q", Target("https", "example.com", 8443, "/?q")),
        ("https://[::1]:8443/x", Target("https", "::1", 8443, "/x")),
        ("https://b\u00fccher.example/x", Target("https", "xn--bcher-kva.example", 443, "/x")),
        ("https://a_b.example.com./%20", Target("https", "a_b.example.com.", 443, "/%20")),
    ],
)
def test_a_url_is_taken_apart(url: str, target: Target) -> None:
    assert parse_target(url) == target
    assert parse_target(target.url) == target


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.com", "//example.com", "https:example.com", "https:///x", "https://", "https://:443/"),
        *(
            "http://example.com",
            "http://localhost/",
            "http://127.0.0.1/",
            "ftp://example.com",
            "file:///etc/passwd",
        ),
        *("javascript:alert(1)", "data:text/html,x", " https://example.com", "https ://example.com"),
        *(
            "https://u@example.com",
            "https://u:p@example.com",
            "https://@example.com",
            "https://example.com@evil",
        ),
        *("https://example.com:0", "https://example.com:99999", "https://example.com:x", "https://[::1"),
        *("https://exa mple.com", "https://exam%70le.com", "https://[::1%25eth0]/", "https://-a.com"),
        *(
            "https://example.com/\r\nX: y",
            "https://example.com/\x00",
            "https://example.com\t",
            "https://a\\b",
        ),
        *(
            "https://example..com",
            "https://" + "a" * 64 + ".com",
            "https://\uff45xample.com",
            "https://[v1.x]/",
        ),
    ],
)
def test_a_url_is_not_fetched(url: str) -> None:
    with pytest.raises(NetworkFailure):
        parse_target(url)


@pytest.mark.parametrize(
    "url", ["http://localhost:1234/v1", "http://127.0.0.1", "http://127.9.9.9", "http://[::1]:80"]
)
def test_http_to_this_machine_passes_where_it_is_allowed(url: str) -> None:
    assert parse_target(url, local_http=True).scheme == "http"


@pytest.mark.parametrize(
    "url",
    ["http://localhost.", "http://localhost.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1",
     "http://127.1", "http://2130706433", "http://0.0.0.0", "http://[::ffff:10.0.0.1]"],
)  # fmt: skip
def test_http_to_what_only_may_be_this_machine_does_not_pass(url: str) -> None:
    with pytest.raises(NetworkFailure, match="HTTPS is required"):
        parse_target(url, local_http=True)


def test_what_must_be_encoded_is_unsupported_on_mac_and_encoded_on_windows() -> None:
    with pytest.raises(NetworkFailure, match=r"^unsupported URL"):
        parse_target("https://example.com/test space.txt", platform="mac")
    assert parse_target("https://example.com/a b\u00e4%20", platform="windows").rest == "/a%20b%C3%A4%20"


def test_headers_pass_as_given() -> None:
    given = {"Accept-Language": "en-US,en;q=0.9", "X-A": " b ", "content-length": "2"}
    assert check_headers(given, b"ab") == [("Accept-Language", "en-US,en;q=0.9"), ("X-A", "b")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("X\r\nY", "z"),
            ("X", "a\r\nY: b"),
            ("X", "a\nb"),
            ("X", "a\0b"),
            ("X:", "y"),
            ("", "y"),
            ("X Y", "z"),
        ),
        *(("Host", "other"), ("host", "other"), ("Connection", "close"), ("Transfer-Encoding", "chunked")),
        *(("TE", "x"), ("Upgrade", "x"), ("Proxy-Authorization", "x"), ("Expect", "100-continue")),
        *(("Content-Length", "5"), ("Content-Length", "-1")),
    ],
)
def test_headers_that_are_not_a_scripts_to_set(name: str, value: str) -> None:
    with pytest.raises(NetworkFailure, match="header"):
        check_headers({name: value}, b"ab")


def test_a_header_twice() -> None:
    with pytest.raises(NetworkFailure, match="twice"):
        check_headers({"X-A": "1", "x-a": "2"}, None)


@pytest.mark.parametrize(
    ("url", "mac", "windows"),
    [
        ("https://mail.google.com/mail/u/0/#inbox", "mail.google.com", "mail.google.com"),
        ("rgp-lua/documentation", "", ""),
        ("file:///home/documentation/html/annotated.html", "", ""),
        ("file://Y:/home/documentation/html/annotated.html", "Y", ""),
        ("https://user:pass@example.com:8443/x", "example.com", "example.com"),
        ("https://[::1]:8443/x", "::1", "::1"),
        ("https://example.com/a b", "", "example.com"),
        ("", "", ""),
    ],
)
def test_server_name(url: str, mac: str, windows: str) -> None:
    assert server_name(url, "mac") == mac
    assert server_name(url, "windows") == windows


@pytest.mark.parametrize(
    ("text", "mac", "windows"),
    [
        ("my string with spaces", "my%20string%20with%20spaces", "my%20string%20with%20spaces"),
        ("?", "?", "%3F"),
        ("/", "/", "%2F"),
        ("%", "%25", "%25"),
        ("a:,'.!~*()-_", "a:,'.!~*()-_", "a:,'.!~*()-_"),
        ('\\ < > " # { } | ^ [ ]', "%5C%20%3C%20%3E%20%22%20%23%20%7B%20%7D%20%7C%20%5E%20%5B%20%5D", None),
        ("f\u00fcnf \U0001f004\n", "f%C3%BCnf%20%F0%9F%80%84%0A", "f%C3%BCnf%20%F0%9F%80%84%0A"),
        ("", "", ""),
    ],
)
def test_url_escape(text: str, mac: str, windows: str | None) -> None:
    assert url_escape(text.encode(), "mac") == mac
    assert url_escape(text.encode(), "windows") == (mac if windows is None else windows)


def test_url_escape_of_what_is_not_utf8() -> None:
    assert url_escape(b"a\xff", "mac") == ""
    assert url_escape(b"a\xff", "windows") == "a%EF%BF%BD"
