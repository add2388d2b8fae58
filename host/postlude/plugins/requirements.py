"""What a plugin requires before it runs: versions, a document, a selection, the score."""

from __future__ import annotations

from postlude import versions
from postlude.errors import RequirementError
from postlude.plugins.finaleplugin import FinalePlugin


def check_versions(properties: FinalePlugin) -> None:
    """Raise :class:`RequirementError` unless the plugin is for the versions that Postlude stands in for.

    RGP Lua leaves such a plugin out of the menu; ``kind`` is ``FINALE_VERSION_MISMATCH`` or
    ``LUA_PLUGIN_VERSION_MISMATCH``.
    """
    finale, raw = versions.FINALE_VERSION, versions.RAW_FINALE_VERSION
    _check(properties, "FinaleVersion", finale, "FINALE_VERSION_MISMATCH", f"Finale {finale}")
    _check(properties, "FinaleVersionRaw", raw, "FINALE_VERSION_MISMATCH", f"Finale {raw:#010x}")
    lua = versions.STRING_VERSION
    _check(properties, "JWLuaVersion", float(lua), "LUA_PLUGIN_VERSION_MISMATCH", f"RGP Lua {lua}")


def check_requirements(
    properties: FinalePlugin, *, has_document: bool, has_selection: bool, in_part: bool
) -> None:
    """Raise :class:`RequirementError` for the first requirement that is not met, versions before the others.

    ``in_part`` is true when a part is in view instead of the score. ``kind`` is the name of
    ``finenv.MessageResultType``.
    """
    check_versions(properties)
    if not has_document and properties.RequireDocument:
        raise RequirementError("DOCUMENT_REQUIRED", "the plugin requires a document, and none was given")
    if not has_selection and properties.RequireSelection:
        raise RequirementError(
            "SELECTION_REQUIRED", "the plugin requires a selection, and nothing is selected; use --select"
        )
    if in_part and properties.RequireScore:
        raise RequirementError(
            "SCORE_REQUIRED", "the plugin requires the score in view, not a part; leave --part out"
        )


def _check(properties: FinalePlugin, name: str, ours: float, kind: str, what: str) -> None:
    for bound in ("Min", "Max"):
        limit: float | None = getattr(properties, bound + name)
        if limit is not None and (ours < limit if bound == "Min" else ours > limit):
            raise RequirementError(
                kind, f"the plugin sets {bound}{name} = {_shown(name, limit)}, and this is {what}"
            )


def _shown(name: str, value: float) -> str:
    if name.endswith("Raw") and value == value and abs(value) < 2**32:
        return f"{int(value):#010x}"
    return f"{value:g}" if abs(value) < 1e6 else str(value)
