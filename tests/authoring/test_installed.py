"""What a CI server is told to install: the Postlude that made the project, if that can be had elsewhere."""

from __future__ import annotations

import json

import pytest

from postlude.authoring.installed import from_direct_url


@pytest.mark.parametrize(
    ("noted", "requirement", "only_here"),
    [
        (None, "postlude[testing]", False),
        (
            {"url": "https://example.org/a/postlude", "vcs_info": {"vcs": "git", "commit_id": "0123abc"}},
            "postlude[testing] @ git+https://example.org/a/postlude@0123abc",
            False,
        ),
        (
            {"url": "https://example.org/postlude-1.whl", "archive_info": {}},
            "postlude[testing] @ https://example.org/postlude-1.whl",
            False,
        ),
        ({"url": "file:///home/me/postlude", "dir_info": {"editable": True}}, "postlude[testing]", True),
        ({"url": "ssh://me@example.org/postlude", "vcs_info": {"vcs": "git"}}, "postlude[testing]", True),
        ({"url": None}, "postlude[testing]", True),
        ([], "postlude[testing]", True),
    ],
)
def test_what_pip_noted_becomes_a_requirement(noted: object, requirement: str, only_here: bool) -> None:
    found = from_direct_url(None if noted is None else json.dumps(noted))
    assert (found.requirement, found.only_here) == (requirement, only_here)
