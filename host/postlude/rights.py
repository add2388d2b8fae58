"""What the options of a run allow: the file fence, and who decides on POSTs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from postlude.plugins.approval import Approvals, Ask, ScriptIdentity, parse_allow_post, terminal_ask
from postlude.plugins.config import APPROVALS_FILE, Config
from postlude.plugins.fence import FileFence
from postlude.plugins.folders import ScriptFolders, smufl_folders
from postlude.plugins.permissions import Ledger

if TYPE_CHECKING:
    from postlude.enigma.document import Document
    from postlude.options import Approve, RunOptions


def fence_for(
    options: RunOptions,
    script: Path,
    document: Document | None,
    folders: ScriptFolders,
    ledger: Ledger,
    secret: Iterable[Path],
    *,
    trusted: bool,
) -> FileFence:
    """The fence of one run; ``secret`` is what the script may not even read. That of a trusted run is lifted."""
    read = [*options.allow_read, *smufl_folders(folders.root)]
    documents = []
    if document is not None and document.path is not None:
        documents.append(document.path)
        read.append(document.path.absolute().parent)
    return FileFence(
        script.absolute().parent,
        read=read,
        write=[folders.root, folders.run_temporary, *options.allow_write],
        documents=documents,
        saves=options.saves,
        secret=secret,
        trusted=trusted,
        ledger=ledger,
    )


def approver_for(
    options: RunOptions,
    script: Path,
    text: bytes,
    config: Config,
    person: Callable[[], AbstractContextManager[object]],
) -> Callable[[str, int], bool]:
    """Whether this script may POST to a host and port: the options, what was stored for good, then the
    caller's ``approve`` or a person at the terminal.
    """
    ask = _asking(options.approve) or terminal_ask(json_output=not options.ask_posts)
    approvals = Approvals(
        config.folder / APPROVALS_FILE,
        allowed=[parse_allow_post(each) for each in options.allow_post],
        ask=ask,
        paused=person,
    )

    def decide(host: str, port: int) -> bool:
        return approvals.approve(ScriptIdentity.of(script, text or bytes_of(script)), host, port)

    return decide


def _asking(approve: Approve | None) -> Ask | None:
    if approve is None:
        return None

    def ask(script: ScriptIdentity, host: str, port: int) -> bool:
        return approve(script.path, host, port)

    return ask


def bytes_of(path: Path) -> bytes:
    """The bytes of a plugin's file, none if it can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
