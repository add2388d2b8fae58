"""The files that a script may reach. On purpose stricter than RGP Lua when a run is not trusted.

Read: the script's folder, the folders that stand on ``package.path`` when the script starts, the document's
folder, SMuFL font folders, the script-data folder, what the user allows, and all that may be written. Write:
the script-data folder, the run's temporary folder, what the user allows, and a path that the user gave in
answer to a file dialog; never a plugin (``.lua``, ``.luac``, ``.py``), Postlude's configuration or the input
document. The prefixes in use and the configuration, which may hold keys, are not read either.

Links are resolved first, of the folders above as well as of what is asked for, also where the last part does
not exist yet. A folder is recognised by its identity on the disk, so that neither another spelling of the
same name (upper and lower case, composed and decomposed letters, short names) nor a second way to it makes a
difference.

Limits: the path is judged when it is asked for, and the caller opens the resolved path; another process that
swaps a folder for a link in between is not our opponent. A second name (a hard link) of the *input document*
is recognised; a hard link that the user made inside an allowed folder to a file outside is a file inside.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from postlude.errors import RefusedError
from postlude.plugins.permissions import Ledger

_PLUGIN_SUFFIXES = (".lua", ".luac", ".py")

Identity = tuple[int, int]


class FileFence:
    """Implements ``postlude.lua.services.Fence`` for one run.

    ``script_folder`` is what relative paths count from. ``ledger`` receives the refusals. The folders that
    prefixes put on ``package.path`` (:func:`folders_on_path`) are given to :meth:`allow_read` by the host,
    once, before any of the plugin's code runs: a script that changes ``package.path`` must not widen its own
    fence.
    """

    def __init__(
        self,
        script_folder: Path,
        *,
        read: Iterable[Path] = (),
        write: Iterable[Path] = (),
        documents: Iterable[Path] = (),
        saves: Iterable[Path] = (),
        secret: Iterable[Path] = (),
        trusted: bool = False,
        ledger: Ledger | None = None,
    ) -> None:
        self._folder = os.path.abspath(script_folder)  # noqa: PTH100 - the name is kept, links and all
        self._read = [_Root(script_folder), *map(_Root, read)]
        self._write = [_Root(path) for path in write]
        self._documents = [_Root(path) for path in documents]
        self._saves = [_Root(path) for path in saves]
        self._secret = [_Root(path) for path in secret]
        self._lifted = trusted
        self._ledger = ledger if ledger is not None else Ledger()

    def allow_read(self, path: Path) -> None:
        """Let the script read ``path``, a file or a folder with all that is in it."""
        self._read.append(_Root(path))

    def allow_write(self, path: Path) -> None:
        """Let the script write ``path``: the user gave it, by an option or in answer to a file dialog."""
        self._write.append(_Root(path))

    def deny(self, path: Path) -> None:
        """Keep the script from ``path`` as from the configuration: it may hold a key."""
        self._secret.append(_Root(path))

    def keep_as(self, other: FileFence) -> None:
        """Keep from this script what is kept from another one that started it: secrets, and its document."""
        self._secret += other._secret
        self._documents += other._documents

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """While the user's own code runs (the prefixes), everything is within the fence."""
        before, self._lifted = self._lifted, True
        try:
            yield
        finally:
            self._lifted = before

    def read(self, path: str, what: str) -> Path:
        """The real path behind ``path``, if it may be read; ``what`` is the function that asks."""
        target = self._resolve(path, what, "reading")
        if self._lifted:
            return target
        chain = _Chain(target)
        if any(root.holds(chain) and not self._is_opened(root, chain) for root in self._secret):
            raise self._refuse("reading", path, what, "it belongs to Postlude's configuration")
        if not any(root.holds(chain) for root in (*self._read, *self._write)):
            raise self._refuse(
                "reading",
                path,
                what,
                "outside the script's, the document's and the script-data folders; use --allow-read",
            )
        return target

    def write(self, path: str, what: str) -> Path:
        """The real path behind ``path``, if it may be written, created, renamed or removed."""
        target = self._resolve(path, what, "writing")
        if self._lifted:
            return target
        chain = _Chain(target)
        if _names_plugin(target):
            raise self._refuse("writing", path, what, "a script never writes .lua, .luac or .py files")
        if any(root.is_same(chain) for root in self._documents):
            raise self._refuse("writing", path, what, "it is the input document; use --in-place or -o")
        if any(root.lies_in(chain) for root in (*self._documents, *self._secret)):
            raise self._refuse(
                "writing", path, what, "the input document or Postlude's configuration lies in it"
            )
        if any(root.holds(chain) for root in self._secret):
            raise self._refuse("writing", path, what, "it belongs to Postlude's configuration")
        if not any(root.holds(chain) for root in self._write):
            raise self._refuse(
                "writing", path, what, "outside the script-data and temporary folders; use --allow-write"
            )
        return target

    def save(self, path: str, what: str) -> Path:
        """The real path behind ``path``, if a document may be saved there: as for :meth:`write`, and besides
        where the user wants the result of the run, the input document itself included."""
        target = self._resolve(path, what, "writing")
        chain = _Chain(target)
        return target if any(root.is_same(chain) for root in self._saves) else self.write(path, what)

    def _is_opened(self, secret: _Root, chain: _Chain) -> bool:
        """Whether ``chain`` may be read although it lies in ``secret``: a folder *inside* is allowed by
        itself, as that of a user's plugin in the configuration."""
        return any(root.holds(chain) and root.is_below(secret) for root in self._read)

    def _resolve(self, path: str, what: str, doing: str) -> Path:
        if "\0" in path:
            raise self._refuse(doing, path, what, "a path holds no NUL byte")
        try:
            return Path(os.path.realpath(os.path.join(self._folder, path)))  # noqa: PTH118 - bytes as given
        except (OSError, ValueError) as error:
            raise self._refuse(doing, path, what, f"not a path of this system ({error})") from None

    def _refuse(self, doing: str, path: str, what: str, reason: str) -> RefusedError:
        shown = path.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")
        if len(shown) > 300:
            shown = shown[:300] + "..."
        self._ledger.refuse("files", f"{what}: {doing} {shown}", reason)
        return RefusedError(f"{what}: {doing} {shown} is not allowed: {reason}")


def folders_on_path(package_path: str, script_folder: Path) -> list[Path]:
    """The folders that a ``package.path`` looks in: what stands before the first ``?`` of each template.

    The host asks once, when the user's prefixes have run and nothing of the plugin's own code has. A relative
    template counts from the script's folder, as all paths of a script do. A whole drive is left out.
    """
    folders: dict[Path, None] = {}
    for template in package_path.split(";"):
        if "?" in template and "\0" not in template:
            before = template[: template.index("?")]
            cut = max(before.rfind("/"), before.rfind(os.sep)) + 1
            folder = Path(os.path.realpath(script_folder / before[:cut]))
            if folder != folder.parent:
                folders[folder] = None
    return list(folders)


class _Chain:
    """A resolved path with the identities of itself and of the folders that it lies in."""

    def __init__(self, path: Path) -> None:
        self.paths = (path, *path.parents)
        self.identities = tuple(_identity(each) for each in self.paths)


class _Root:
    """A file or folder that a rule names. Its identity is looked up late: it may be made after the fence."""

    def __init__(self, path: Path) -> None:
        self._path = Path(os.path.realpath(path))

    def holds(self, chain: _Chain) -> bool:
        """Whether ``chain`` is this file or folder, or lies in it."""
        identity = _identity(self._path)
        if identity is not None:
            return identity in chain.identities
        return self._path in chain.paths

    def lies_in(self, chain: _Chain) -> bool:
        """Whether this file or folder lies in the folder ``chain``: who renames that moves this."""
        return chain.identities[0] is not None and chain.identities[0] in _Chain(self._path).identities[1:]

    def is_below(self, other: _Root) -> bool:
        chain = _Chain(self._path)
        return other.holds(chain) and not other.is_same(chain)

    def is_same(self, chain: _Chain) -> bool:
        """Whether ``chain`` is this very file, under whatever name."""
        identity = _identity(self._path)
        return self._path == chain.paths[0] or (identity is not None and identity == chain.identities[0])


def _identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None


def _names_plugin(path: Path) -> bool:
    """Whether the name is a plugin's, in any case, also as Windows reads it: it drops final dots and spaces,
    and what follows a colon is a stream of the same file.
    """
    return path.name.split(":")[0].rstrip(". ").casefold().endswith(_PLUGIN_SUFFIXES)
