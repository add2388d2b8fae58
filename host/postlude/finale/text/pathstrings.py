"""The part of ``FCString`` that is about paths: taking them apart, and the folders that scripts ask for."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from postlude.errors import ScriptError
from postlude.finale.arguments import method

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.strings import FCString


class PathString:
    """What a string that is a path can do."""

    text_value: str
    _session: Session

    @method
    def AssureEndingPathDelimiter(self) -> None:
        if self.text_value and self.text_value[-1] not in "/\\":
            self.text_value += "\\" if "\\" in self.text_value else "/"

    @method
    def ExtractFileExtension(self) -> None:
        """Leave only the file name's extension, without its dot."""
        name = re.split(r"[/\\]", self.text_value)[-1]
        self.text_value = name.rpartition(".")[2] if "." in name else ""

    @method
    def SplitToPathAndFile(self, path: FCString | None, file: FCString | None) -> bool:
        """Split behind the last separator; without one all of it is the file's name."""
        at = max(self.text_value.rfind("/"), self.text_value.rfind("\\"))
        text = self.text_value
        if path is not None:
            path.text_value = text[: at + 1]
        if file is not None:
            file.text_value = text[at + 1 :]
        return True

    @method
    def SetRunningLuaFilePath(self) -> None:
        path = self._session.surroundings.script_path
        self.text_value = str(path) if path else ""

    @method
    def SetRunningLuaFolderPath(self) -> None:
        path = self._session.surroundings.script_path
        self.text_value = str(path.parent) + os.sep if path else ""

    @method
    def SetUserOptionsPath(self) -> None:
        self._folder("user-options")

    @method
    def SetPreferencesFolderPath(self) -> None:
        self._folder("preferences")

    @method
    def SetMusicFolderPath(self) -> None:
        self._folder("music")

    @method
    def SetTempFolderPath(self) -> None:
        self._folder("temporary")

    @method
    def SetPluginsFolderPath(self) -> None:
        self._folder("plug-ins")

    @method
    def SetAutoSaveFolderPath(self) -> None:
        self._folder("auto-save")

    @method
    def SetBackupFolderPath(self) -> None:
        self._folder("backup")

    @method
    def SetDocStylesFolderPath(self) -> None:
        self._folder("document-styles")

    @method
    def SetFontAnnotationFolderPath(self) -> None:
        self._folder("font-annotation")

    @method
    def SetLibFolderPath(self) -> None:
        self._folder("lib")

    @method
    def SetTemplateFolderPath(self) -> None:
        self._folder("templates")

    @method
    def SetUserPath(self) -> None:
        self._folder("user")

    def _folder(self, name: str) -> None:
        folders = self._session.surroundings.folders
        if folders is None:
            raise ScriptError("this session has no folders for scripts: run the script through the host")
        self.text_value = folders(name)
