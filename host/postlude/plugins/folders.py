"""The folders that scripts ask for, and the environment that they see.

Preferences, user options, music, temporary and plug-ins folders are real, exist when asked for, end with a
separator as RGP Lua's do, and lie under one script-data root.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from postlude.errors import UsageError

FOLDERS = (
    "auto-save",
    "backup",
    "document-styles",
    "font-annotation",
    "lib",
    "music",
    "plug-ins",
    "preferences",
    "temporary",
    "templates",
    "user-options",
    "user",
)
"""The folders of FCString's ``Set...Path`` methods that lie under the script-data root."""


class ScriptFolders:
    """The script-data root of a host and the temporary folder of one run.

    As a context manager it removes the run's temporary folder at the end, and the whole root if it was made
    by :meth:`thrown_away`. Raises :class:`UsageError` where a folder can't be made.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = Path(os.path.realpath(root or default_data_folder()))
        self._throw_away = False
        self._run: Path | None = None

    @classmethod
    def thrown_away(cls) -> ScriptFolders:
        """Folders that vanish with the context: for tests and sweeps."""
        import tempfile

        folders = cls(Path(tempfile.mkdtemp(prefix="postlude-")))
        folders._throw_away = True
        return folders

    def folder(self, name: str) -> str:
        """The path of one of :data:`FOLDERS`, made if it isn't there, with a separator at the end."""
        if name not in FOLDERS:
            raise ValueError(f"no script folder {name!r}")
        return str(_make(self.root / name)) + os.sep

    def has_smufl_metadata(self, font: str) -> bool:
        """Whether SMuFL metadata for a font of that name is installed."""
        return any((folder / font / f"{font}.json").is_file() for folder in smufl_folders(self.root))

    @property
    def run_temporary(self) -> Path:
        """The temporary folder of this run (``os.tmpname``), made when first asked for."""
        if self._run is None:
            import tempfile

            parent = _make(self.root / "temporary")
            try:
                self._run = Path(tempfile.mkdtemp(prefix="run-", dir=parent))
            except OSError as error:
                raise UsageError(f"{parent}: can't make a temporary folder: {error.strerror}") from error
        return self._run

    def close(self) -> None:
        """Remove what belongs to the run alone. What can't be removed stays."""
        run, self._run = self._run, None
        if run is None and not self._throw_away:
            return
        import shutil

        if self._throw_away:
            shutil.rmtree(self.root, ignore_errors=True)
        else:
            assert run is not None
            shutil.rmtree(run, ignore_errors=True)

    def __enter__(self) -> ScriptFolders:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def default_data_folder() -> Path:
    """Where scripts' settings live by default: ``$POSTLUDE_DATA_DIR``, else the system's usual place."""
    own = os.environ.get("POSTLUDE_DATA_DIR")
    if own:
        return Path(own).expanduser().absolute()
    import platformdirs

    return platformdirs.user_data_path("postlude", appauthor=False) / "script-data"


def smufl_folders(data_root: Path | None = None) -> list[Path]:
    """Where SMuFL metadata is looked for: on each system where that system keeps it, and the script-data
    folder.

    The places are those of the SMuFL specification. Those of other systems are listed too, since a run can
    stand in for another platform; folders that do not exist are listed as well. Where the variables of Windows
    are not set, scripts that run as on Windows look below the root.
    """
    home = Path.home()
    env = os.environ
    mac = "Library/Application Support"
    bases = [Path("/") / mac, home / mac]
    bases += [Path(env[name]) for name in ("COMMONPROGRAMFILES", "LOCALAPPDATA") if env.get(name)]
    if sys.platform != "win32":
        bases.append(Path("/"))
        bases.append(Path(env.get("XDG_DATA_HOME") or home / ".local" / "share"))
        shared = env.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        bases += [Path(each) for each in shared.split(":") if each]
    if data_root is not None:
        bases.append(data_root)
    return [base / "SMuFL" / "Fonts" for base in bases if base.is_absolute()]


_ALLOWED = (
    # home and temporary folders
    *("HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "TMPDIR", "TEMP", "TMP"),
    # where applications keep their data
    *("APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "ALLUSERSPROFILE", "PROGRAMFILES", "COMMONPROGRAMFILES"),
    *("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "SYSTEMROOT", "WINDIR"),
    # who and in which language
    *("USER", "USERNAME", "LOGNAME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_NUMERIC"),
    *("LC_TIME", "TZ", "OS"),
)


class ScriptEnvironment:
    """``os.getenv`` for one run: an allow-list for scripts, everything while the user's prefixes run.

    ``refused`` is told of each variable that is there and was kept from the script: a rule, what was asked, why not.
    """

    def __init__(
        self,
        values: Mapping[str, str] | None = None,
        *,
        trusted: bool = False,
        refused: Callable[[str, str, str], None] = lambda rule, what, reason: None,
    ) -> None:
        self._values = os.environ if values is None else values
        self._everything = trusted
        self._refused = refused
        self.read_by_prefixes: set[str] = set()
        """Values that prefixes read beyond the allow-list: keys perhaps, which no message may quote."""

    @contextmanager
    def everything(self) -> Iterator[None]:
        """While the user's own code runs (the prefixes), all variables are visible."""
        before, self._everything = self._everything, True
        try:
            yield
        finally:
            self._everything = before

    def __call__(self, name: str) -> str | None:
        listed = (name.upper() if sys.platform == "win32" else name) in _ALLOWED
        if not listed and not self._everything:
            if name in self._values:
                reason = (
                    "an untrusted script reads no variable that may hold a secret; a prefix may hand it on"
                )
                self._refused("environment", f"os.getenv: {name}", reason)
            return None
        value = self._values.get(name)
        if value and not listed:
            self.read_by_prefixes.add(value)
        return value


def _make(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: can't make this folder: {error.strerror}; use --data-dir") from error
    return folder
