"""``postlude config key``: an OpenAI key into the system's keyring, or out of it. The key is never printed."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from postlude.errors import UsageError

if TYPE_CHECKING:
    from postlude.plugins.config import Config

VARIABLE = "OPENAI_API_KEY"
LONGEST = 4096


def add_parser(parts: Any) -> None:
    parser = parts.add_parser(
        "key",
        help="put an OpenAI key into the system's keyring",
        description="Put a key into the system's keyring: it is asked for on a terminal, and read from standard "
        "input elsewhere. Plugins that ask for HTTPS get it where no prefix sets a key.",
        allow_abbrev=False,
    )
    parser.add_argument("--remove", action="store_true", help="take it out")
    parser.add_argument(
        "--host",
        metavar="HOST[:PORT]",
        default="api.openai.com",
        help="the server that the key is for, if not api.openai.com: that of openai_base_url",
    )
    # Taken, to be refused without being repeated.
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--key", nargs="?", const="", help=argparse.SUPPRESS)
    parser.set_defaults(handler=_key)


def _key(options: argparse.Namespace) -> int:
    from postlude.plugins.approval import place_text
    from postlude.plugins.config import load_config
    from postlude.plugins.keystore import KeyStore, keyring_problem

    if options.words or options.key is not None:
        raise UsageError(
            "a key is no argument: other programs could read it, and the shell remembers it; "
            "run `postlude config key` and type it, or pipe it in"
        )
    host, port = _place(options.host)
    place = place_text(host, port)
    config = load_config()
    store = KeyStore(config.folder)
    if options.remove:
        had = store.remove(host, port)
        print(f"the key for {place} is {'removed from' if had else 'no longer in'} the keyring")
    else:
        problem = keyring_problem()
        if problem is not None:
            raise UsageError(f"{problem}. The key comes from: {source(config)}")
        where = store.store(_read(place), host, port)
        print(f"the key for {place} is in {where}")
    print(f"the key comes from: {source(config)}")
    return 0


def _place(text: str) -> tuple[str, int]:
    """Host and port as requests have them: lower case, an international name in ASCII."""
    from postlude.https.policy import parse_target
    from postlude.https.replies import NetworkFailure

    try:
        target = parse_target(f"https://{text}")
    except NetworkFailure:
        target = None
    if target is None or target.rest != "/" or "/" in text or "?" in text or "#" in text:
        raise UsageError(f"--host {text}: not HOST or HOST:PORT")
    return target.host, target.port


def _read(place: str) -> str:
    """The key that a person types, or that is piped in."""
    if sys.stdin is not None and sys.stdin.isatty():
        typed = _ask(f"Key for {place} (what you type is not shown): ")
    else:
        try:
            typed = sys.stdin.read(LONGEST + 1) if sys.stdin is not None else ""
        except UnicodeDecodeError:
            raise UsageError("standard input is not a key") from None
    key = typed.removeprefix("\ufeff").strip()
    if not key:
        raise UsageError("no key was given: nothing is stored")
    if len(key) > LONGEST or not (key.isascii() and key.isprintable()) or " " in key:
        raise UsageError("that is not a key: a key is one word of ASCII characters; nothing is stored")
    if len(key) < 8:
        raise UsageError("that key has fewer than 8 characters, too few to be hidden; nothing is stored")
    return key


def _ask(prompt: str) -> str:
    import getpass
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except getpass.GetPassWarning:
            raise UsageError("this terminal would show what you type; pipe the key in instead") from None
        except EOFError:
            return ""


def describe(config: Config) -> dict[str, Any]:
    """Where keys are, without any."""
    from postlude.plugins.keystore import KeyStore

    store = KeyStore(config.folder)
    stored = []
    for host, port in store.places():
        state, problem = store.state(host, port)
        stored.append({"host": host, "port": port, "state": state, "problem": problem})
    return {"environment": _in_environment(), "keyring": stored, "source": source(config)}


def source(config: Config) -> str:
    """Where a run takes the key from now, if its script's prefix sets none."""
    from postlude.plugins.approval import place_text
    from postlude.plugins.keystore import KeyStore

    hosts = ", ".join(place_text(*place) for place in KeyStore(config.folder).places())
    keyring = f"the system's keyring, for {hosts}" if hosts else ""
    if config.system_prefix is not None:
        return f"what {config.system_prefix} sets" + (f", else {keyring}" if keyring else "")
    if _in_environment():
        return f"{VARIABLE} in the environment"
    return keyring or f"nowhere (a prefix, {VARIABLE} or `postlude config key` can give one)"


def _in_environment() -> bool:
    return bool(os.environ.get(VARIABLE, "").strip())
