"""From where the Postlude that runs was installed, so that a CI server can install the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

_PACKAGE = "postlude[testing]"


@dataclass(frozen=True)
class Installed:
    """``requirement`` is what pip takes; ``only_here`` says that it came from a folder or file of this machine, so that
    the requirement is right only where a package index has Postlude."""

    requirement: str
    only_here: bool


def how_installed() -> Installed:
    """What pip noted when it installed Postlude (``direct_url.json``, PEP 610): nothing if it came from an index."""
    try:
        noted = distribution("postlude").read_text("direct_url.json")
    except PackageNotFoundError:
        return Installed(_PACKAGE, only_here=True)
    return from_direct_url(noted)


def from_direct_url(noted: str | None) -> Installed:
    """The same from the text of that file, None if there is none."""
    if noted is None:
        return Installed(_PACKAGE, only_here=False)
    try:
        content = json.loads(noted)
        url, source = content["url"], content.get("vcs_info")
        if url.startswith("https://"):
            if source is None:
                return Installed(f"{_PACKAGE} @ {url}", only_here=False)
            return Installed(f"{_PACKAGE} @ {source['vcs']}+{url}@{source['commit_id']}", only_here=False)
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    return Installed(_PACKAGE, only_here=True)
