"""Opening and saving documents."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from postlude.enigma import canonical
from postlude.enigma.codec import DEFAULT_LIMIT, UnreadableError
from postlude.enigma.container import SCORE, Container
from postlude.enigma.journal import Change
from postlude.enigma.store import Store
from postlude.errors import DocumentError

MUSX, ENIGMAXML = ".musx", ".enigmaxml"


class Document:
    """An open document: its records are in ``store``."""

    def __init__(
        self,
        xml: bytes,
        path: Path | None = None,
        container: Container | None = None,
        gzip_header: bytes | None = None,
    ) -> None:
        source = canonical.read(xml)
        self.path = path
        self.version = source.version
        """The version of the format as the document states it, such as "27.4"."""
        self.store = Store(source)
        self._as_read = xml
        self._container = container
        self._gzip_header = gzip_header

    def as_opened(self) -> Document:
        """A document of its own with the records that the file had."""
        return Document(self._as_read, self.path, self._container, self._gzip_header)

    def members(self) -> dict[str, bytes]:
        """The files in the archive besides the score's, such as graphics; none for one without an archive."""
        if self._container is None:
            return {}
        names = [member.name for member in self._container.members]
        return {name: self._container.contents(name) for name in names if name != SCORE}

    def changes(self) -> list[Change]:
        """What differs from the file that was opened, in the order of the document."""
        return self.store.changes_since(0)

    def to_xml(self) -> bytes:
        """The document's XML: the very bytes that were read if no record differs from them."""
        return self.store.to_xml() if self.store.changed else self._as_read

    def to_bytes(self, suffix: str = MUSX, *, anew: bool = False) -> bytes:
        """The file that `save` writes under that suffix. Raises DocumentError for any other suffix.

        Where no record differs, the archive is the one that was read; with ``anew`` it is made from the
        records even then, which gives the same bytes for every archive that Finale wrote.
        """
        if suffix == ENIGMAXML:
            return self.store.to_xml() if anew else self.to_xml()
        if suffix != MUSX:
            raise DocumentError(f"cannot write {suffix or 'no suffix'}: use the suffix .musx or .enigmaxml")
        if self._container is None:
            return Container.new(self.version).with_score(self.to_xml())
        if not self.store.changed and not anew:
            return self._container.to_bytes()
        return self._container.with_score(self.store.to_xml(), self._gzip_header)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the document; a crash at any moment leaves the old file or the new one.

        The suffix decides the format (.musx or .enigmaxml). Raises DocumentError.
        """
        target = Path(path)
        suffix = target.suffix.lower()
        if suffix not in (MUSX, ENIGMAXML):
            raise DocumentError(
                f"{target}: cannot write this kind of file: use the suffix .musx or .enigmaxml"
            )
        write_atomically(target, self.to_bytes(suffix))


def open_document(path: str | os.PathLike[str], *, limit: int = DEFAULT_LIMIT) -> Document:
    """Open a .musx or .enigmaxml file; which one it is shows in its first bytes.

    ``limit`` is how many bytes a member, or the XML, may inflate to. Raises DocumentError.
    """
    source = Path(path)
    try:
        data = source.read_bytes()
    except IsADirectoryError:
        raise DocumentError(f"{source}: it is a directory: give a .musx or .enigmaxml file") from None
    except FileNotFoundError:
        raise DocumentError(f"{source}: there is no such file: check the path") from None
    except PermissionError:
        what = "it is a directory" if source.is_dir() else "you may not read it"
        raise DocumentError(f"{source}: {what}: give a file that you can read") from None
    except (OSError, ValueError) as error:
        raise DocumentError(
            f"{source}: cannot be read ({_reason(error)}): check the path and the disk"
        ) from None
    return document_from_bytes(data, source, limit=limit)


def document_from_bytes(data: bytes, path: Path | None = None, *, limit: int = DEFAULT_LIMIT) -> Document:
    """The document in the bytes of a .musx or .enigmaxml file. Raises DocumentError."""
    name = path if path is not None else "document"
    try:
        if not data:
            raise UnreadableError("the file is empty")
        if _looks_like_xml(data):
            if len(data) > limit:
                raise UnreadableError(
                    f"its XML is longer than the limit of {limit:,} bytes", "Raise the limit."
                )
            return Document(data, path)
        container = Container.read(data, limit)
        xml, gzip_header = container.score_xml(limit)
        return Document(xml, path, container, gzip_header)
    except UnreadableError as error:
        raise DocumentError(f"{name}: {error.what}. {error.advice}") from None


def _looks_like_xml(data: bytes) -> bool:
    start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)


def write_atomically(target: Path, data: bytes) -> None:
    """Write a file through a new one in the same folder, synced, then renamed over it.

    A link is followed, an existing file keeps its permissions. Raises DocumentError.
    """
    import tempfile  # 5 ms that a run which writes nothing does without

    target = Path(os.path.realpath(target))
    temporary: Path | None = None
    try:
        if target.is_dir():
            raise IsADirectoryError(0, "it is a directory")
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(0, "it is write-protected")
        prefix = f".{target.name[:40]}."
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode if mode is not None else 0o666 & ~_umask())
        temporary.replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise DocumentError(
            f"{target}: cannot be written ({_reason(error)}); nothing was changed: "
            "choose a folder that you can write to, on a disk with room"
        ) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut, where the system lets a folder be synced (not Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
