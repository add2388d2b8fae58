"""What a script is told of a reply that is no success, and what its user can do about it."""

from __future__ import annotations

import json
from typing import Any

from postlude.https.key import BASE_URL_GLOBAL, KEY_GLOBAL, KEY_VARIABLE
from postlude.https.replies import NetworkFailure, Reply
from postlude.openai.retrying import RETRIES_GLOBAL, error_code

NO_KEY = (
    f'there is no OpenAI key: set {KEY_GLOBAL} = "..." in the prefix of this plugin or in the system prefix, '
    f"or {KEY_VARIABLE} in the environment, or put one into the system's keyring with `postlude config key`"
)


def of_reply(reply: Reply, where: str) -> tuple[str, str]:
    """The message for an error reply of the server ``where``, the server's own words if it has any; and advice."""
    advice = _advice(reply, where)
    if 300 <= reply.status < 400:
        return f"{where} redirects elsewhere (status {reply.status}), which is not followed", advice
    said = server_message(decoded(reply.body))
    if said:
        return said, advice
    status = f"{where}: {reply.status} {reply.reason}".rstrip()
    return (f"{status} ({advice})" if reply.status in (401, 403, 429) else status), advice


def of_failure(failure: NetworkFailure) -> tuple[str, str]:
    """The same for a request that has no reply."""
    if not failure.unreachable:
        return failure.message, ""
    advice = f"check the connection to the network, and {BASE_URL_GLOBAL} if a prefix sets it"
    message = f"{failure.message}: {advice}"
    return message, message


def _advice(reply: Reply, where: str) -> str:
    code = error_code(reply)
    if reply.status in (401, 403):
        return (
            f"{where} does not accept the key: check {KEY_GLOBAL} in the prefix, or {KEY_VARIABLE} in the "
            "environment"
        )
    if code == "insufficient_quota":
        return f"the account at {where} has no credit left"
    if reply.status == 429:
        return f"too many requests at {where}: wait, or set {RETRIES_GLOBAL} = 2 in a prefix to have them sent again"
    if code == "model_not_found" or (reply.status == 404 and code):
        return f"{where} does not have this model for this key: check the name of the model"
    if reply.status == 404:
        return f"{where} has no chat completions there: check {BASE_URL_GLOBAL}"
    return ""


def decoded(body: bytes) -> Any:
    """The JSON in a body, or None."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def server_message(answer: Any) -> str:
    """The server's own words, as OpenAI and the servers that imitate it place them."""
    if not isinstance(answer, dict):
        return ""
    error = answer.get("error")
    nested = error.get("message") if isinstance(error, dict) else error
    for candidate in (nested, answer.get("message"), answer.get("detail")):
        if isinstance(candidate, str) and candidate.strip():
            return candidate
    return ""
