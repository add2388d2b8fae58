"""The failures that a user can meet, each with the exit status and kind that it ends in.

Every error that the host raises for a reason outside its own code is one of these. Its text is one
line that says what went wrong, where, and what to do. Anything else that escapes is a defect.
"""

from __future__ import annotations


class PostludeError(Exception):
    """A failure with a message for the user.

    ``exit_status`` and ``kind`` are those of the command line (CONTRACTS: 0 ok, 1 plugin failed,
    2 usage, 3 requirement, 4 refusal, 5 document, 6 limit); ``kind`` is a name of
    ``finenv.MessageResultType``.
    """

    exit_status = 1
    kind = "LUA_ERROR"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageError(PostludeError):
    """The caller asked for something that makes no sense (status 2)."""

    exit_status = 2
    kind = "MISCELLANEOUS"


class RequirementError(PostludeError):
    """The plugin requires what is not there (status 3); ``kind`` names which requirement."""

    exit_status = 3

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class DocumentError(PostludeError):
    """A document can't be read or written (status 5)."""

    exit_status = 5
    kind = "MISCELLANEOUS"


class LimitError(PostludeError):
    """The run went over its time or memory (status 6)."""

    exit_status = 6
    kind = "EXTERNAL_TERMINATION"


class PluginError(PostludeError):
    """The plugin failed (status 1): ``file`` and ``line`` say where, if known.

    ``traceback`` is a Lua (or Python) traceback for the author, without the message.
    ``refusal`` is true when the failure is a refusal that the plugin did not handle (status 4).
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        traceback: str | None = None,
        refusal: bool = False,
    ) -> None:
        super().__init__(message)
        self.file = file
        self.line = line
        self.traceback = traceback
        self.refusal = refusal
        self.exit_status = 4 if refusal else 1


class ScriptError(PostludeError):
    """What a function of the host raises to make the calling script fail.

    In Lua it becomes an error *string*, prefixed with the position of the call.
    """


class MissingMemberError(ScriptError):
    """A script met a member of the framework that Postlude lacks; ``member`` is its name (``FCNote.CalcPitch``)."""

    def __init__(self, member: str, message: str) -> None:
        super().__init__(message)
        self.member = member


class RefusedError(ScriptError):
    """A call that the run's permissions or its file fence do not allow.

    Raising it does not record it: the one who refuses adds it to the run's list of refusals.
    """

    exit_status = 4
