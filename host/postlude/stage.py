"""What a run stands on: the plugin, its rights and surroundings, and the means to end it from outside."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from postlude.callbacks import Callbacks
from postlude.capture import Passage, Printing, discarded
from postlude.errors import PluginError, PostludeError, UsageError
from postlude.finale.finenv import Finenv
from postlude.finale.namespace import Namespace
from postlude.finale.selecting import check_selection, parse_selection
from postlude.finale.session import Session, Surroundings
from postlude.finale.undo import Undo
from postlude.https.access import Access
from postlude.https.key import KeyVault
from postlude.https.redact import Redactor
from postlude.https.session import Network
from postlude.launched import Launched
from postlude.launching import Launcher
from postlude.lua.clock import Clock
from postlude.lua.handles import WindowHandle
from postlude.lua.services import Output, Services
from postlude.lua.state import LuaState
from postlude.lua.values import LuaFunction
from postlude.openai.client import FLAG as HTTPS_FLAG
from postlude.openai.client import OpenAIClient
from postlude.openai.usage import Usage
from postlude.options import RunOptions
from postlude.plugins.config import Config, ConfiguredScript
from postlude.plugins.discovery import FoundPlugin, list_plugins
from postlude.plugins.folders import ScriptEnvironment, ScriptFolders
from postlude.plugins.menu import MenuItem, choose_item, menu_items
from postlude.plugins.permissions import Permissions
from postlude.plugins.plugindef import PluginDef, require_trust
from postlude.plugins.prefixes import Prefix, find_script_prefix, find_system_prefix
from postlude.prefixing import Prefixing
from postlude.retained import Retained
from postlude.rights import approver_for, bytes_of, fence_for
from postlude.verifying import verify

if TYPE_CHECKING:
    from postlude.dialogs.desk import Desk
    from postlude.enigma.document import Document


class Stage:
    """A plugin set up on a document: its texts, rights, surroundings and Lua state."""

    def __init__(
        self,
        found: FoundPlugin,
        document: Document | None,
        options: RunOptions,
        config: Config,
        folders: ScriptFolders,
        *,
        retained: Retained | None = None,
        launched: Launched | None = None,
    ) -> None:
        self.options = options
        self.retained_runs = retained or Retained()
        self.launched = launched
        """How another script started this one; None for one that the user chose."""
        self.found = found
        self.document = document
        self.config = config
        self.folders = folders
        self.path = found.path.absolute() if found.path is not None else Path(found.where)
        self._passage = Passage(Redactor(KeyVault().secrets))
        self._passage.to = options.output
        self.output = Output(self._passage.write)
        self.printing = Printing(self.output)
        self._clock = Clock()
        with self.printing.captured():
            self.python = found.load_python() if found.kind == "python" else None
        if self.python is not None and self.python.file is not None:
            self.path = self.python.file.absolute()  # of an installed package, too
        self.source = b"" if self.python is not None else found.source
        with self.printing.captured():
            self.plugindef: PluginDef = (
                self.python.plugindef(options.locale)
                if self.python is not None
                else found.describe(options.locale)
            )
        self.items = self._items()
        self.item = self._chosen(options.item)
        self.settings = self.item.configured or ConfiguredScript(self.path)
        wanted = launched is None or launched.item.facts.trusted
        self.user_trusted = options.trust or (self.settings.trusted and wanted)
        if self.python is None:
            require_trust(self.source, self.path, self.user_trusted)
        self.answers = options.answers.fresh()
        self._desk: Desk | None = None
        self.session = self._session()
        self.verification = verify(self)
        properties = self.plugindef.properties
        startup = properties.ExecuteAtStartup and config.allows_at_startup(
            self.path, self.source or bytes_of(self.path)
        )
        above = launched.by if launched is not None and launched.ad_hoc else None
        within = above.permissions if above is not None and not above.user_trusted else None
        self.permissions: Permissions = Permissions(
            properties, self.verification.mode, startup=startup, within=within
        )
        self.environment = ScriptEnvironment(
            trusted=self.user_trusted, refused=self.permissions.ledger.refuse
        )
        prefixes = self._find_prefixes()
        self.fence = fence_for(
            options,
            self.path,
            document,
            folders,
            self.permissions.ledger,
            [config.folder, *files_of(prefixes)],
            trusted=self.permissions.trusted,
        )
        if launched is not None:
            self.fence.keep_as(launched.by.fence)
        self.session.surroundings.files = self.fence
        self.network = Network(resolve=options.resolve, ca_file=options.ca_file, remaining=self.remaining)
        self.prefixing = Prefixing(
            prefixes,
            self.environment,
            self.fence,
            self.path.parent,
            trusted=self.user_trusted or self.python is not None,
            values=MappingProxyType({}),
            vault=KeyVault(),
            stored=self._stored_key,
        )
        self.access = Access(
            self.network,
            self.prefixing.vault,
            approve=approver_for(options, self.path, self.source, config, self.person),
            refused=self.permissions.ledger.refuse,
            platform=options.platform,
            would_send=self._would_send if options.dry_run else None,
        )
        self.callbacks = Callbacks(
            failed=self._callback_failed,
            spend=lambda seconds: self.state.clock.spend(seconds),
            guard=self.python.call if self.python is not None else lambda call: call(),
        )
        self.client = OpenAIClient(self.access, self.permissions, callbacks=self.callbacks)
        self._used_before = Usage()
        self._abandoned: PostludeError | None = None
        self.undo: Undo | None = None
        self.finenv: Finenv | None = None
        self.said: bytes | None = None
        """What the plugin returned first, as Lua's ``tostring`` shows it."""
        self.told: list[str] = []
        self.print_to: Callable[..., None] | None = None
        """Takes what ``print`` is given, in place of the output."""
        self._window = WindowHandle()
        self.namespace = Namespace(self.session)
        self.state: LuaState = LuaState(self._services(), options.limits, self.path.parent)
        self._show: LuaFunction | None = None

    # ---- what the run stands on

    def _items(self) -> list[MenuItem]:
        if self.launched is not None and self.launched.ad_hoc:
            return [self.launched.menu_item(menu_items(self.plugindef))]
        return menu_items(self.plugindef, self.config.scripts_at(self.path))

    def _chosen(self, wanted: str | int | None) -> MenuItem:
        return choose_item(self.items, self.found.item if wanted is None else wanted)

    def is_item(self, plugin: FoundPlugin, text: str) -> bool:
        """Whether this is that item of the menu."""
        ad_hoc = self.launched is not None and self.launched.ad_hoc
        return not ad_hoc and plugin.where == self.found.where and text == self.item.text

    @property
    def debug(self) -> bool:
        """``finenv.DebugEnabled``."""
        return self.settings.debug or (self.launched is not None and self.launched.item.facts.debug)

    @property
    def load_as_string(self) -> bool:
        """Whether the script ends at its first NUL; what ``plugindef`` says comes first."""
        explicit = self.plugindef.raw.get("LoadAsString")
        if isinstance(explicit, bool):
            return explicit
        if self.launched is not None:
            return self.launched.item.facts.load_as_string
        return self.settings.load_as_string

    def _session(self) -> Session:
        options = self.options
        surroundings = Surroundings(
            alert=self._alert,
            show=lambda line: self.output.write(f"{line}\n".encode("utf-8", "surrogateescape")),
            platform=options.platform,
            locale=options.locale,
            script_path=self.path,
            folders=self._folder,
            smufl_fonts=self.folders.has_smufl_metadata,
            plugin_items=self._plugin_items,
            run_dialog=lambda dialog: self.desk.run_dialog(dialog),
            show_modeless=lambda window: self.desk.show_modeless(window),
        )
        session = Session(self.document, part=options.part, surroundings=surroundings)
        surroundings.scripts = self.launcher = Launcher(self)
        surroundings.main_window = self._main_window
        self._look(session, options)
        return session

    def _main_window(self) -> Any:
        return self._window if self.options.platform == "windows" else None

    def _look(self, session: Session, options: RunOptions) -> None:
        """Put part and selection in view. Raises UsageError for what the document doesn't have."""
        if self.launched is not None:
            above = self.launched.by.session
            session.part, session.selection = above.part, copy(above.selection)
            return
        if self.document is None:
            check_selection(options.select)
            return
        if options.part:
            parts = sorted({int(key.cmper1) for key in session.store.keys("others", "partDef")} - {0})
            if options.part not in parts:
                there = ", ".join(map(str, parts)) or "no parts"
                raise UsageError(f"--part {options.part}: no such part; the document has {there}")
        part, session.part = session.part, options.part
        try:
            session.selection = parse_selection(options.select, session)
        except UsageError:
            session.part = part
            raise

    @property
    def desk(self) -> Desk:
        """The user of the run's windows; most runs have none."""
        if self._desk is None:
            from postlude.dialogs.desk import Desk
            from postlude.surface import RunSurface

            self._desk = Desk(RunSurface(self), lambda: self.answers)
        return self._desk

    def _find_prefixes(self) -> list[Prefix]:
        options = self.options
        system = find_system_prefix(options.system_prefix, self.config)
        script = find_script_prefix(options.prefix, self.path, self.item)
        return [prefix for prefix in (system, script) if prefix is not None]

    def _stored_key(self, host: str, port: int) -> str | None:
        """The key that the user put into the system's keyring, for a plugin that was granted HTTPS."""
        if not self.permissions.granted(HTTPS_FLAG):
            return None
        from postlude.plugins.keystore import KeyStore

        store = KeyStore(self.config.folder)
        try:
            if (host, port) not in store.places():
                return None
            with self.person():  # the system may ask for a password
                return store.key(host, port)
        except UsageError as error:
            self.prefixing.notes.append(error.message)
            return None

    def _would_send(self, request: str) -> None:
        self.told.append(f"dry run: {request}")

    def _alert(self, kind: str, text: str, caption: str) -> str:
        with self.person():
            return self.answers.alert(kind, text, caption, self.redact)

    def redact(self, text: str) -> str:
        """A text as the host itself may show it."""
        return self._passage.redactor.text(text)

    @contextmanager
    def person(self) -> Iterator[None]:
        """While the host may wait for a person: no clock runs, and the terminal is the host's."""
        above = self.launched.by.person() if self.launched is not None else nullcontext()
        with above, self.state.pause_clock(), self._clock.paused(), self.printing.real():
            yield

    def _plugin_items(self) -> list[str]:
        """The menu texts of all plugins that can be read, for the model of Finale's menus."""
        with self.state.pause_clock(), discarded():
            rows = list(list_plugins(self.config, self.options.locale))
        return [text for row in rows for text in row.items]

    def _folder(self, name: str) -> str:
        if name == "temporary":
            return str(self.folders.run_temporary) + os.sep
        return self.folders.folder(name)

    def _services(self) -> Services:
        return Services(
            fence=self.fence,
            permit=self.permissions,
            getenv=self.environment,
            output=self.output,
            platform=self.options.platform,
            temp_folder=self.folders.run_temporary,
            trusted=self.permissions.trusted,
        )

    def remaining(self) -> float | None:
        """Seconds that are left of the run's time; None without a limit."""
        if not self._clock.running:
            return self.state.deadline()
        seconds = self.options.timeout
        return None if seconds is None else max(0.0, seconds - self._clock.seconds)

    def interrupt(self) -> bool:
        """Let running Lua code end with KeyboardInterrupt; False if none runs now.

        Raised by a signal handler inside a call from Lua, the exception could be taken for the script's.
        """
        if not self.state.running:
            return False
        self.launcher.interrupt(KeyboardInterrupt())
        self.state.interrupt(KeyboardInterrupt())
        self.end_waits()
        return True

    def abandon(self, reason: PostludeError) -> None:
        """End the run with that failure, from another thread: its requests at once, its code soon."""
        self._abandoned = reason
        self.launcher.interrupt(reason)
        self.state.interrupt(reason)
        self.end_waits()

    def end_waits(self) -> None:
        """Wait for nothing any more."""
        self.callbacks.loop.stop()
        self.network.close()

    @property
    def overdue(self) -> bool:
        """Whether the plugin's code runs although its time is over; may be asked from any thread."""
        running = self.state.running or self._clock.running
        return running and self.remaining() == 0

    def _callback_failed(self, error: PluginError, alert: bool) -> None:
        """As RGP Lua: the error is printed, the state not kept, an alert shown unless the script wants none."""
        self.output.write(error.message.encode("utf-8", "surrogateescape") + b"\n")
        if self.finenv is not None:
            self.finenv.RetainLuaState = False
        if alert and (self.launched is None or self.launched.item.reports_errors):
            self._alert("error", error.message, "Error")

    def redacted(self, data: bytes) -> bytes:
        """Bytes for somebody else than this plugin: without its keys."""
        return self._passage.redactor.data(data)

    def shown(self, value: Any) -> bytes:
        """What Lua's own ``tostring`` shows of a value; it may call the script's ``__tostring``."""
        if isinstance(value, bytes):
            return value
        assert self._show is not None
        text = self._show(value)
        return text if isinstance(text, bytes) else str(text).encode("utf-8", "surrogateescape")


def files_of(prefixes: list[Prefix]) -> list[Path]:
    return [prefix.file for prefix in prefixes]
